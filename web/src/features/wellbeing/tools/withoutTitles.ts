import type { OpenLesson } from '@/platform/lesson/openLesson';

const QUOTES = [
  ['“', '”'],
  ['„', '“'],
] as const;

/**
 * A question without the titles that the product has put into it in quotes. What a tutor called a part is no word of the
 * student: it must neither mark their question as urgent nor show them where to turn.
 */
export function withoutTitles(text: string, lesson: OpenLesson | null): string {
  if (lesson === null) return text;
  const parts = lesson.blocks.flatMap(({ name, title, prerequisite }) => [name, title, prerequisite?.title]);
  const titles = [lesson.course_title, lesson.module_title, lesson.title, ...parts].filter(Boolean);
  return titles.reduce<string>(
    (rest, title) =>
      QUOTES.reduce((left, [open, close]) => left.replaceAll(`${open}${title}${close}`, `${open}…${close}`), rest),
    text,
  );
}
