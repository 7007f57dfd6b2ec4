import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { commitUndo } from '@/components/undo/undoStore';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { NoteItems } from './NoteItems';
import type { Note } from './notes';

const note: Note = {
  id: 'n1',
  kind: 'reflection',
  text: 'Draw it first.',
  lesson_id: 'l1',
  lesson_title: 'Waves',
  block_id: null,
  block_title: null,
  at: '2026-03-01T10:00:00Z',
};

test('a note after a lesson, which stands at no block, can be found and deleted', async () => {
  const requests = answerRequests({ 'DELETE /api/v1/wellbeing/notes/n1': new Response(null, { status: 204 }) });
  await renderInApp(<NoteItems notes={[note]} withLocation />);
  expect(screen.getByText('Waves')).toBeVisible();
  await userEvent.click(screen.getByRole('button'));
  expect(screen.queryByText('Draw it first.')).toBeNull();
  commitUndo();
  await waitFor(() => expect(requests.map(({ method }) => method)).toEqual(['DELETE']));
});
