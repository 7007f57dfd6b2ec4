import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import type { Given } from '../answers';
import { fits } from '../changes';
import { plain } from '../quiz.testdata';
import { verdictOf } from '../QuestionResult';
import { AnswerControl } from './AnswerControl';
import { splitGaps } from './gapText';
import type { Question } from './kinds';
import { inOrder, move } from './ordering';
import { countWords } from './words';

const base = { id: 'q', prompt_html: '<p>?</p>', choices: [], ...plain };
const piece = (id: string) => ({ id, text_html: `<p>${id.toUpperCase()}</p>` });
const matching: Question = {
  ...base,
  kind: 'matching',
  lefts: [piece('a'), piece('b')],
  rights: [piece('x'), piece('y')],
};
const ordering: Question = { ...base, kind: 'ordering', items: [piece('a'), piece('b'), piece('c')] };
const gaps: Question = {
  ...base,
  kind: 'gaps',
  text_html: '<p>The {{g1}} of a sample is its {{g2}}.</p>',
  gaps: [
    { id: 'g1', choices: null },
    { id: 'g2', choices: ['centre', 'spread'] },
  ],
};

function Field({ question, onAnswer }: { question: Question; onAnswer: (given: Given) => void }) {
  const [given, setGiven] = useState<Given | undefined>(undefined);
  return (
    <>
      <p id="prompt">What?</p>
      <AnswerControl
        blockId="b1"
        question={question}
        given={given}
        labelledBy="prompt"
        describedBy="prompt"
        marked={false}
        invalid={false}
        onAnswer={(next) => {
          setGiven(next);
          onAnswer(next);
        }}
        onKeyDown={undefined}
      />
    </>
  );
}

async function answer(question: Question) {
  const answers: Given[] = [];
  await renderInApp(<Field question={question} onAnswer={(given) => answers.push(given)} />);
  return { user: userEvent.setup(), given: () => answers.at(-1) };
}

test('a statement is true or false', async () => {
  const { user, given } = await answer({ ...base, kind: 'true_false' });
  await user.click(await screen.findByRole('radio', { name: 'False' }));
  expect(given()).toBe('false');
});

test('partners are chosen from a list beside each, and taken back', async () => {
  const { user, given } = await answer(matching);
  await user.selectOptions(await screen.findByRole('combobox', { name: 'A' }), 'Y');
  await user.selectOptions(screen.getByRole('combobox', { name: 'B' }), 'X');
  expect(given()).toEqual({ a: 'y', b: 'x' });
  await user.selectOptions(screen.getByRole('combobox', { name: 'A' }), '');
  expect(given()).toEqual({ b: 'x' });
});

test('an order is made with buttons, and what happened is said', async () => {
  const { user, given } = await answer(ordering);
  await user.click(await screen.findByRole('button', { name: 'Move up: C' }));
  expect(given()).toEqual(['a', 'c', 'b']);
  expect(screen.getByText('C is now at place 2 of 3.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Move up: A' })).toBeDisabled();
});

test('an order that is right as it stands can be given', async () => {
  const { user, given } = await answer(ordering);
  await user.click(await screen.findByRole('button', { name: 'The order is right as it is' }));
  expect(given()).toEqual(['a', 'b', 'c']);
});

test('gaps are typed or chosen where they stand', async () => {
  const { user, given } = await answer(gaps);
  await user.type(await screen.findByRole('textbox', { name: 'Gap 1 of 2' }), 'mean');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Gap 2 of 2' }), 'centre');
  expect(given()).toEqual({ g1: 'mean', g2: 'centre' });
});

test('the words of a long text are counted, with how many are wanted', async () => {
  const { user } = await answer({ ...base, kind: 'long_text', min_words: 3, max_words: 10 });
  await user.type(await screen.findByRole('textbox'), 'two words');
  expect(screen.getByText('2 words · at least 3 · at most 10')).toBeVisible();
});

test('words are what stands between spaces', () => {
  expect(countWords('')).toBe(0);
  expect(countWords(' one\n two\u00A0three ')).toBe(3);
});

test('a sentence is cut at its gaps only', () => {
  expect(splitGaps('<p>a {{x}} b {{unknown}}</p>', ['x'])).toEqual([
    { html: 'a ' },
    { gapId: 'x' },
    { html: ' b {{unknown}}' },
  ]);
  expect(splitGaps('<p>a</p><p>{{x}}</p>', ['x'])).toEqual([{ html: '<p>a</p><p>' }, { gapId: 'x' }, { html: '</p>' }]);
});

test('moving changes one place and loses nothing', () => {
  expect(move(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(move(['a', 'b'], 0, 2)).toEqual(['a', 'b']);
  expect(inOrder([piece('a'), piece('b')], ['b', 'gone']).map(({ id }) => id)).toEqual(['b', 'a']);
});

test('an answer fits a changed question only when all its parts are there', () => {
  expect(fits([matching], 'q', { a: 'x' })).toBe(true);
  expect(fits([matching], 'q', { a: 'gone' })).toBe(false);
  expect(fits([ordering], 'q', ['a', 'gone', 'c'])).toBe(false);
  expect(fits([gaps], 'q', { g1: 'anything' })).toBe(true);
  expect(fits([gaps], 'q', 'a text')).toBe(false);
});

test('an answer is right, right in part, wrong, waiting, or graded by a person', () => {
  const mark = { feedback_html: null, max_points: 2 };
  expect(verdictOf({ ...mark, correct: true, points: 2 })).toBe('right');
  expect(verdictOf({ ...mark, correct: false, points: 0.5 })).toBe('partly');
  expect(verdictOf({ ...mark, correct: false, points: 0 })).toBe('wrong');
  expect(verdictOf({ ...mark, correct: null, points: null, state: 'needs_grading' })).toBe('waiting');
  expect(verdictOf({ ...mark, correct: null, points: 1 })).toBe('graded');
});
