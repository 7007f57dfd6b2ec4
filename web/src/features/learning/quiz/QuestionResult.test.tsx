import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import type { AskedQuestion } from '../api';
import { QuestionResult, type Mark } from './QuestionResult';

const question = { id: 'q1', kind: 'long_text', prompt_html: 'Why?', choices: [] } as unknown as AskedQuestion;

async function iconOf(points: number): Promise<string> {
  const mark: Mark = { correct: null, points, max_points: 5, state: 'graded', feedback_html: null };
  const { container } = await renderInApp(<QuestionResult question={question} mark={mark} solution={null} />);
  return container.querySelector('svg')!.getAttribute('class')!;
}

test("a tutor's zero carries no tick", async () => {
  expect(await iconOf(0)).toContain('circle-minus');
});

test('points that a tutor gave carry one', async () => {
  expect(await iconOf(3)).toContain('circle-check');
});
