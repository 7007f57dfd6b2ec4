import { expect, test } from 'vitest';
import { newChoice, newItem } from '../draft/newBlocks';
import type { ChoiceQuestion, Item } from '../types';
import { rekinded } from './rekinded';

test('another kind keeps the id, what is asked and the hints', () => {
  const item: Item = { ...newItem('single'), prompt: 'How loud?', hints: ['Think of waves.'], points: 3 };
  const number = rekinded(item, 'number');
  expect(number).toMatchObject({
    id: item.id,
    kind: 'number',
    prompt: 'How loud?',
    hints: ['Think of waves.'],
    points: 3,
  });
  expect(number).not.toHaveProperty('choices');
});

test('choices stay between one and several; of several right ones the first stays right', () => {
  const item = { ...newItem('multiple'), choices: [newChoice(), newChoice(true), newChoice(true)] } as Item;
  const single = rekinded(item, 'single') as ChoiceQuestion;
  expect(single.choices.map(({ correct }) => correct)).toEqual([false, true, false]);
  expect(single.choices.map(({ id }) => id)).toEqual((item as ChoiceQuestion).choices.map(({ id }) => id));
});
