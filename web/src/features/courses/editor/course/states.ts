import type { CourseState } from '../types';

/** The colour of each state's badge. */
export const STATE_COLOURS: Record<CourseState, string> = { draft: 'apricot', running: 'pine', archived: 'gray' };
