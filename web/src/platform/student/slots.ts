import { createContext, useContext, type ComponentType } from 'react';
import { useTeaches } from '../session';

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

/** None where the reader takes part in no conversation, as an administrator who teaches nothing. */
export const StudentSlotsContext = createContext<StudentSlots | null>(null);

/** What the other features add to the pages about the students of a course; nothing for who does not teach it. */
export function useStudentSlots(courseId: string): StudentSlots | null {
  const teaches = useTeaches(courseId);
  const slots = useContext(StudentSlotsContext);
  return teaches ? slots : null;
}
