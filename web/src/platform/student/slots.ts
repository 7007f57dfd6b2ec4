import { createContext, useContext, type ComponentType } from 'react';

export interface CourseStudent {
  courseId: string;
  studentId: string;
}

export interface Recipient {
  id: string;
  name: string;
}

/** Places of the pages about students that other features fill, so that learning records know nothing of them. */
export interface StudentSlots {
  /** Private conversations with a student. */
  Conversations: ComponentType<CourseStudent>;
  /** A button that writes to students, to each of them in private. */
  WriteTo: ComponentType<{ courseId: string; recipients: readonly Recipient[] }>;
  /** What a student shares of their own view, if they do. */
  SharedView: ComponentType<CourseStudent>;
}

/** None where the reader takes part in no conversation, as an administrator. */
export const StudentSlotsContext = createContext<StudentSlots | null>(null);

/** What the other features add to the pages about students. */
export function useStudentSlots(): StudentSlots | null {
  return useContext(StudentSlotsContext);
}
