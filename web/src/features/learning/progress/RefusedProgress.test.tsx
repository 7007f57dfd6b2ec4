import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { createQueryClient } from '@/platform/query';
import { sessionKey } from '@/platform/session';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import { ProgressProvider, useProgress } from './ProgressProvider';
import { RefusedProgress } from './RefusedProgress';
import { SavedState } from './SavedState';

const user = {
  id: 'u1',
  name: 'Mira',
  email: 'm@x.example',
  role: 'student' as const,
  locale: 'en' as const,
  active: true,
  created_at: '',
};

function Read() {
  const { record } = useProgress();
  return (
    <button type="button" onClick={() => record({ lessonId: 'l1', blockId: 'b1', status: 'completed' })}>
      read
    </button>
  );
}

test('a save that is refused is shown with the reason, and nothing says that everything is saved', async () => {
  const requests = answerRequests({ 'PUT /api/v1/lessons/l1/progress': failure(404, 'not_found') });
  const client = createQueryClient();
  client.setQueryData(sessionKey, { user, csrf_token: 't', demo: false });
  await renderInApp(
    <ProgressProvider>
      <RefusedProgress />
      <SavedState />
      <Read />
    </ProgressProvider>,
    { client },
  );
  await screen.findByText('Everything is saved');
  await userEvent.click(screen.getByRole('button', { name: 'read' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(/because you are no longer enrolled in this course/);
  expect(screen.getByText('Not everything could be saved')).toBeVisible();
  expect(screen.queryByText('Everything is saved')).toBeNull();
  expect(requests).toHaveLength(1);
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});
