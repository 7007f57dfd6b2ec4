import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderInApp } from '@/test/render';
import { newContent } from '../draft/newBlocks';
import type { Contents } from '../types';
import { PollFields } from './PollFields';

const show = (results: Contents['poll']['results']) =>
  renderInApp(
    <PollFields
      content={{ ...(newContent('poll') as Contents['poll']), results }}
      onChange={vi.fn<(content: Contents['poll']) => void>()}
    />,
  );

test('a result that students see says how many answers it takes', async () => {
  await show('after_answer');
  expect(screen.getByRole('combobox', { name: 'Results are shown' })).toHaveAccessibleDescription(
    /at least 5 have answered, not all of them the same/,
  );
});

test('a result for tutors alone needs no word about it', async () => {
  await show('never');
  expect(screen.queryByText(/at least 5/)).toBeNull();
});
