import { act, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { changeLocale } from '@/platform/i18n/i18n';
import { renderInApp } from '@/test/render';
import { newContent } from '../draft/newBlocks';
import type { BlockBody, BlockKind, LessonBody, PublishProblem } from '../types';
import { ProblemList } from './ProblemList';

const VALIDATOR = 'file: String should have at least 1 character';

const blockOf = (kind: BlockKind): BlockBody =>
  ({
    id: kind,
    kind,
    title: null,
    hints: [],
    example: null,
    easier: null,
    challenge: null,
    prerequisite: null,
    content: newContent(kind),
  }) as BlockBody;

const problem = (
  kind: BlockKind,
  field: string,
  code = 'string_too_short',
  details: PublishProblem['details'] = {},
  message = VALIDATOR,
): PublishProblem => ({
  block_id: kind,
  question_id: null,
  field,
  code,
  message,
  details,
});

function show(kind: BlockKind, found: PublishProblem) {
  const body: LessonBody = { title: 'T', minutes: 5, blocks: [blockOf(kind)] };
  return renderInApp(<ProblemList problems={[found]} body={body} onPlace={vi.fn<() => void>()} />);
}

afterEach(() => changeLocale('en'));

test.each([
  ['image', 'file', 'string_too_short', 'Choose an image', 'Bild auswählen'],
  ['quiz', 'questions.0.number.answer', 'float_type', 'Enter the right answer', 'Richtige Antwort eingeben'],
  ['assignment', 'prompt', 'string_too_short', 'Write the task', 'Aufgabe schreiben'],
  ['poll', 'question', 'string_too_short', 'Write the question', 'Frage schreiben'],
  ['poll', 'choices.1.text', 'string_too_short', 'Write each answer', 'Jede Antwort schreiben'],
  [
    'quiz',
    'questions.0.matching.pairs.1.left',
    'missing',
    'Fill in both sides of each pair',
    'Beide Seiten jedes Paars',
  ],
  ['embed', 'url', 'string_pattern_mismatch', 'Enter an address that begins with https://', 'mit https://'],
  ['audio', 'caption', 'missing', 'This part still misses: Caption', 'In diesem Teil fehlt noch: Bildunterschrift'],
  ['code', 'some.new_field', 'some_new_rule', 'Content: please check', 'Inhalt: bitte prüfen'],
] as const)('of %s, %s (%s) is said in words: %s', async (kind, field, code, english, german) => {
  await show(kind, problem(kind, field, code));
  expect(screen.getByRole('button')).toHaveTextContent(english);
  expect(screen.queryByText(/String should/)).toBeNull();
  await act(() => changeLocale('de'));
  expect(screen.getByRole('button')).toHaveTextContent(german);
  expect(screen.queryByText(/String should/)).toBeNull();
});

test.each([
  [
    'quiz',
    'questions.0.single',
    'right_choices',
    { prompt: 'Why?', right: 2 },
    'Mark one right answer; 2 are marked: Why?',
    'Eine richtige Antwort markieren; markiert sind 2: Why?',
  ],
  ['assignment', 'points', 'less_than_equal', { le: 1000 }, 'Points: at most 1000', 'Punkte: höchstens 1000'],
  [
    'assignment',
    'rubric',
    'rubric_total',
    { total: 7.5, points: 10 },
    'add up to 7.5 points, the assignment has 10',
    'ergeben 7,5 Punkte, die Aufgabe hat 10',
  ],
  [
    'image',
    'file',
    'no_file',
    { name: 'a & b.png' },
    'The course has no file “a & b.png”; upload it',
    'Der Kurs hat keine Datei „a & b.png“; lade sie hoch',
  ],
  [
    'quiz',
    'draw',
    'pool_too_small',
    { pool: 'mean', count: 5, there: 3 },
    'Too few questions in the pool “mean”: 3 (drawn from it: 5)',
    'Zu wenige Fragen im Topf „mean“: 3 (gezogen werden 5)',
  ],
] as const)(
  'of %s, %s (%s) the details are said in both languages',
  async (kind, field, code, details, english, german) => {
    await show(kind, problem(kind, field, code, details));
    expect(screen.getByRole('button')).toHaveTextContent(english);
    await act(() => changeLocale('de'));
    expect(screen.getByRole('button')).toHaveTextContent(german);
  },
);
