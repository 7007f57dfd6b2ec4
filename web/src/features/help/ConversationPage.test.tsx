import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { expect, test } from 'vitest';
import { createQueryClient } from '@/platform/query';
import { sessionKey } from '@/platform/session';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import type { Conversation } from './api';
import { ConversationPage } from './ConversationPage';

const conversation: Conversation = {
  id: 't1',
  course_id: 'c1',
  course_title: 'Statistics',
  student_name: 'Mara',
  lesson_id: 'l1',
  lesson_title: 'Samples',
  block_id: 'b1',
  block_title: 'Soup',
  opened_at: '2026-03-01T10:00:00Z',
  latest_at: '2026-03-01T10:00:00Z',
  latest_author: 'Mara',
  latest_text: 'Why the root?',
  unread: 1,
  settled_at: null,
  feeling: 'maybe_confused',
  messages: [
    {
      id: 'm1',
      author_name: 'Mara',
      from_tutor: false,
      mine: false,
      text: 'Why the root?',
      sent_at: '2026-03-01T10:00:00Z',
    },
  ],
};
const THREAD = '/api/v1/help/threads/t1';

async function open() {
  const client = createQueryClient();
  client.setQueryData(sessionKey, {
    user: { id: 'u2', name: 'Tom', email: 't@x', role: 'tutor', locale: 'en' },
    csrf_token: 't',
    demo: false,
  });
  await renderInApp(
    <Routes>
      <Route path="/help/:threadId" element={<ConversationPage />} />
    </Routes>,
    { client, path: '/help/t1' },
  );
}

test('a tutor sees the question, its location and what was told with it, and it counts as seen', async () => {
  const requests = answerRequests({
    [`GET ${THREAD}`]: conversation,
    [`PUT ${THREAD}/read`]: new Response(null, { status: 204 }),
  });
  await open();
  expect(await screen.findByRole('heading', { name: 'Question of Mara' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Samples · Soup' })).toHaveAttribute('href', '/lessons/l1#block-b1');
  expect(screen.getByText('Mood: Confused')).toBeVisible();
  await waitFor(() => expect(requests.map(({ method }) => method)).toContain('PUT'));
});

test('an answer that could not be sent stays in the field, and sent again it has the same id', async () => {
  const user = userEvent.setup();
  const answered = {
    ...conversation,
    unread: 0,
    messages: [
      ...conversation.messages,
      {
        id: 'm2',
        author_name: 'Tom',
        from_tutor: true,
        mine: true,
        text: 'Squares add up.',
        sent_at: '2026-03-01T10:05:00Z',
      },
    ],
  };
  let failing = true;
  const requests = answerRequests({
    [`GET ${THREAD}`]: { ...conversation, unread: 0 },
    [`POST ${THREAD}/messages`]: () => (failing ? failure(503, 'network_unreachable') : answered),
  });
  await open();
  const field = await screen.findByRole('textbox', { name: 'Write an answer' });
  await user.type(field, 'Squares add up.');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  expect(await screen.findByRole('alert')).toBeVisible();
  expect(field).toHaveValue('Squares add up.');
  failing = false;
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(field).toHaveValue(''));
  expect(screen.getByText('Squares add up.')).toBeVisible();
  const sent = await Promise.all(
    requests.filter(({ method }) => method === 'POST').map((request) => request.json() as Promise<{ id: string }>),
  );
  expect(sent[0]!.id).toBe(sent[1]!.id);
});
