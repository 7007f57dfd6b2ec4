import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { commitUndo } from '@/components/undo/undoStore';
import { UndoToast } from '@/components/undo/UndoToast';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import type { OwnWindow } from './timeline';
import { WindowList } from './WindowList';

const window: OwnWindow = {
  id: 'w1',
  started_at: '2026-03-01T10:00:00Z',
  seconds: 10,
  lesson_id: 'l1',
  block_id: 'b1',
  position: null,
  p: [255, 0, 0, 0, 0, 0, 0, 0],
  coverage: 0.9,
  quality: 0.8,
  state: 'neutral',
  model: 'cnn@1',
  source: 'on_device',
  learning_state: 'engaged',
  reasons: [],
  corrected_to: null,
  hidden: false,
  lesson_title: 'Waves',
};
const DELETE = 'DELETE /api/v1/wellbeing/windows/w1';
const row = () => screen.queryByRole('cell', { name: 'Waves' });

let user: ReturnType<typeof userEvent.setup>;
beforeEach(async () => {
  user = userEvent.setup();
  await renderInApp(
    <>
      <WindowList windows={[window]} />
      <UndoToast />
    </>,
  );
});

const deleteIt = () => user.click(screen.getByRole('button', { name: /^Delete the summary of/ }));

test('a deletion that is taken back never reaches the server', async () => {
  const requests = answerRequests({});
  await deleteIt();
  expect(row()).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(row()).toBeVisible();
  commitUndo();
  expect(requests).toHaveLength(0);
});

test('a deletion is carried out when the time to undo is over', async () => {
  const requests = answerRequests({ [DELETE]: new Response(null, { status: 204 }) });
  await deleteIt();
  commitUndo();
  await waitFor(() => expect(requests.map(({ method }) => method)).toEqual(['DELETE']));
  expect(row()).toBeNull();
});

test('a summary that could not be deleted comes back', async () => {
  answerRequests({ [DELETE]: failure(500, 'internal_error') });
  await deleteIt();
  commitUndo();
  await waitFor(() => expect(row()).toBeVisible());
});

test('a summary is hidden from others and shown again', async () => {
  const requests = answerRequests({
    'PUT /api/v1/wellbeing/me/windows/w1/hidden': () => new Response(null, { status: 204 }),
  });
  await user.click(screen.getByRole('button', { name: /^Hide the summary of .* from all others/ }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(requests).toHaveLength(2));
  expect(await Promise.all(requests.map((request) => request.json()))).toEqual([{ hidden: true }, { hidden: false }]);
});

test('a correction stands at the time of its summary', async () => {
  const requests = answerRequests({ 'POST /api/v1/wellbeing/checkins': Response.json({}, { status: 201 }) });
  await user.click(screen.getByRole('button', { name: /^Correct the summary of/ }));
  await user.click(await screen.findByRole('button', { name: 'Confused' }));
  await waitFor(() => expect(requests).toHaveLength(1));
  expect(await requests[0]!.json()).toMatchObject({
    kind: 'correction',
    feeling: 'maybe_confused',
    window_id: 'w1',
    at: '2026-03-01T10:00:10.000Z',
  });
});
