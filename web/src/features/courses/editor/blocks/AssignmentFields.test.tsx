import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderInApp } from '@/test/render';
import { newContent, newItem } from '../draft/newBlocks';
import { ItemFields } from '../quiz/ItemFields';
import type { AssignmentContent, Item } from '../types';
import { AssignmentFields } from './AssignmentFields';

vi.mock('../text/MarkdownField', () => ({ MarkdownField: () => null }));

test('a date and a number of days: one of both is enough, and it says so', async () => {
  const content = newContent('assignment') as AssignmentContent;
  await renderInApp(<AssignmentFields content={content} onChange={vi.fn<(content: AssignmentContent) => void>()} />);
  expect(screen.getByRole('textbox', { name: 'Days after joining' })).toHaveAccessibleDescription(
    /One of both is enough/,
  );
});

test('it is said what the skill and the pool of a question are', async () => {
  await renderInApp(<ItemFields item={newItem('true_false')} onChange={vi.fn<(item: Item) => void>()} />);
  expect(screen.getByRole('textbox', { name: 'Skill (optional)' })).toHaveAccessibleDescription(/practises/);
  expect(screen.getByRole('textbox', { name: 'Pool (optional)' })).toHaveAccessibleDescription(/each attempt can draw/);
});
