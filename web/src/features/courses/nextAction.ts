import type { Schemas } from '@/platform/api/client';

type CourseSummary = Schemas['CourseSummary'];
type NextAction = 'start' | 'continue' | 'review';

/** What the card's button does: begin, go on, or look again. */
export function nextAction({ completed_lesson_count: done, lesson_count: count }: CourseSummary): NextAction {
  if (count > 0 && done >= count) return 'review';
  return done === 0 ? 'start' : 'continue';
}

const ORDER: readonly NextAction[] = ['continue', 'start', 'review'];

/** Courses under way come first, finished ones last. */
export function byNextAction(a: CourseSummary, b: CourseSummary): number {
  return ORDER.indexOf(nextAction(a)) - ORDER.indexOf(nextAction(b));
}
