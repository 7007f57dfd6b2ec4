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
  urgent_at: null,
  opened_by_name: null,
  takes_part_as: 'tutor',
  readers: { tutors: ['Tom'], urgent_contact: null },
  first_answer: null,
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
    unclaimed: false,
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

const urgent: Conversation = {
  ...conversation,
  unread: 0,
  urgent_at: '2026-03-01T10:00:00Z',
  takes_part_as: 'urgent_contact',
  readers: { tutors: ['Tom'], urgent_contact: 'Cora' },
  first_answer: 'Are you safe right now?',
};

test('who is named for urgent questions sees why they read it, and begins with a template', async () => {
  answerRequests({ [`GET ${THREAD}`]: urgent });
  await open();
  expect(await screen.findByText(/your institution has named you for urgent questions/)).toBeVisible();
  expect(screen.getByText(/Read by Cora and Tom|Read by Tom and Cora/)).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Samples · Soup' })).toBeNull(); // the lesson is not theirs to open
  await userEvent.click(screen.getByRole('button', { name: 'Insert a first answer' }));
  expect(screen.getByRole('textbox', { name: 'Write an answer' })).toHaveValue('Are you safe right now?');
});

test('a student who writes such words in a reply sees the card, and the box is theirs to untick', async () => {
  const requests = answerRequests({
    [`GET ${THREAD}`]: { ...conversation, unread: 0, takes_part_as: 'student' },
    [`POST ${THREAD}/messages`]: conversation,
  });
  const user = userEvent.setup();
  await open();
  await user.type(await screen.findByRole('textbox', { name: 'Write an answer' }), 'I want to be dead.');
  expect(screen.getByRole('region', { name: "You don't have to carry this alone" })).toBeVisible();
  const mark = screen.getByRole('checkbox', { name: /Mark as urgent/ });
  expect(mark).toBeChecked();
  await user.click(mark);
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(requests.map(({ method }) => method)).toContain('POST'));
  expect(await requests.find(({ method }) => method === 'POST')!.json()).toMatchObject({ urgent: false });
});

test('an unticked mark is about the reply that was sent, and not about the next one', async () => {
  answerRequests({
    [`GET ${THREAD}`]: { ...conversation, unread: 0, takes_part_as: 'student' },
    [`POST ${THREAD}/messages`]: { ...conversation, unread: 0, takes_part_as: 'student' },
  });
  const user = userEvent.setup();
  await open();
  const field = await screen.findByRole('textbox', { name: 'Write an answer' });
  await user.type(field, 'I want to be dead.');
  await user.click(screen.getByRole('checkbox', { name: /Mark as urgent/ }));
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(field).toHaveValue(''));
  await user.type(field, 'I want to be dead.');
  expect(screen.getByRole('checkbox', { name: /Mark as urgent/ })).toBeChecked();
});
