import type { HelpThread } from './api';

/** Where in a course a question was asked: its block, or its lesson. */
export function locationOf({ lesson_title: lesson, block_title: block }: HelpThread): string | null {
  return lesson && block ? `${lesson} · ${block}` : lesson;
}
