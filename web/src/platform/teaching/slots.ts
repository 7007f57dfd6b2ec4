import { createContext, useContext, type ComponentType } from 'react';

/** Places of a tutor's pages that another feature fills, so that those pages need to know none of them. */
export interface TeachingSlots {
  /** On the home: where it got stuck lately. */
  StuckPlaces: ComponentType;
  /** In the editor at a block: what was noted there for the next time. */
  EditorNotes: ComponentType<{ lessonId: string; blockId: string }>;
}

const Nothing = () => null;

export const TeachingSlotsContext = createContext<TeachingSlots>({ StuckPlaces: Nothing, EditorNotes: Nothing });

/** What the other features add to the pages of who teaches. */
export function useTeachingSlots(): TeachingSlots {
  return useContext(TeachingSlotsContext);
}
