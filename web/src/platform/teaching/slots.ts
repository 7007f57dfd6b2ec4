import { createContext, useContext, type ComponentType } from 'react';

/** Places of the pages of who teaches that another feature fills, so that those pages need to know none of them. */
export interface TeachingSlots {
  /** On the home: where it got stuck lately. */
  StuckPlaces: ComponentType;
  /** On the home of an administrator who teaches: what a tutor finds on theirs. */
  Overview: ComponentType;
  /** In the editor at a block: what was noted there for the next time. */
  EditorNotes: ComponentType<{ courseId: string; lessonId: string; blockId: string }>;
  /** On the projector: a block of a lesson with nothing of any student. */
  ProjectedBlock: ComponentType<{ lessonId: string; blockId: string }>;
}

const Nothing = () => null;

/** For who teaches nothing. */
export const NO_TEACHING: TeachingSlots = {
  StuckPlaces: Nothing,
  Overview: Nothing,
  EditorNotes: Nothing,
  ProjectedBlock: Nothing,
};

export const TeachingSlotsContext = createContext<TeachingSlots>(NO_TEACHING);

/** What the other features add to the pages of who teaches. */
export function useTeachingSlots(): TeachingSlots {
  return useContext(TeachingSlotsContext);
}
