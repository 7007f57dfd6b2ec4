import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import { createMemoryRouter, Route, RouterProvider, Routes, useLocation } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import { setLocation } from '@/platform/lesson/signals';
import { createQueryClient } from '@/platform/query';
import { sessionKey, SignedInUser, useUser, type SessionState } from '@/platform/session';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { HomeRedirect, RequireSession } from './guards';

const user = {
  id: 'u1',
  name: 'Mira',
  email: 'm@x.example',
  role: 'student' as const,
  locale: 'en' as const,
  active: true,
  created_at: '',
};

function Next() {
  return <p>next: {new URLSearchParams(useLocation().search).get('next')}</p>;
}

/** Be on a page, and let the session end there. */
async function expireAt(path: string) {
  const client = createQueryClient();
  client.setQueryData(sessionKey, { user, csrf_token: 't', demo: false, unclaimed: false });
  await renderInApp(
    <Routes>
      <Route path="/sign-in" element={<Next />} />
      <Route
        path="*"
        element={
          <RequireSession>
            <p>the page</p>
          </RequireSession>
        }
      />
    </Routes>,
    { path, client },
  );
  expect(screen.getByText('the page')).toBeVisible();
  act(() => void client.setQueryData<SessionState>(sessionKey, (session) => session && { ...session, user: null }));
}

afterEach(() => setLocation(null));

test('who signs in again after an expiry comes back to the block they were sent to', async () => {
  await expireAt('/lessons/l1?from=course#block-b7');
  expect(await screen.findByText('next: /lessons/l1?from=course#block-b7')).toBeVisible();
});

test('who was at a block that the address does not name comes back to it all the same', async () => {
  setLocation({ lessonId: 'l1', blockId: 'b3', inGradedQuiz: false });
  await expireAt('/lessons/l1');
  expect(await screen.findByText('next: /lessons/l1#block-b3')).toBeVisible();
});

function Named() {
  return <p>hello {useUser().name}</p>;
}

test('a page that hears of the end of its session before its guard does goes on until the guard closes it', async () => {
  const client = createQueryClient();
  client.setQueryData(sessionKey, { user: null, csrf_token: 't', demo: false, unclaimed: false });
  await renderInApp(
    <SignedInUser value={user}>
      <Named />
    </SignedInUser>,
    { client },
  );
  expect(await screen.findByText('hello Mira')).toBeVisible();
});

test('a tutor who chooses a page while the home page is being found goes there', async () => {
  const requests = answerRequests({ 'GET /api/v1/help/unread': { threads: 0, urgent: 0, urgent_only: false } });
  const client = createQueryClient();
  const tutor = { ...user, role: 'tutor' as const };
  client.setQueryData(sessionKey, { user: tutor, csrf_token: 't', demo: false, unclaimed: false });
  let arrive: (page: { Component: () => React.ReactNode }) => void = () => undefined;
  const router = createMemoryRouter([
    {
      path: '/',
      element: (
        <SignedInUser value={tutor}>
          <HomeRedirect />
        </SignedInUser>
      ),
    },
    { path: '/teach', element: <p>teaching</p> },
    { path: '/grading', lazy: () => new Promise((resolve) => (arrive = resolve)) },
  ]);
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  act(() => void router.navigate('/grading'));
  await waitFor(() => expect(requests).toHaveLength(1));
  await waitFor(() => expect(client.isFetching()).toBe(0));
  await act(async () => arrive({ Component: () => <p>grading</p> }));
  expect(await screen.findByText('grading')).toBeVisible();
});
