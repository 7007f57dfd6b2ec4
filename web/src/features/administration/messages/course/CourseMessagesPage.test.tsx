import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, test } from 'vitest';
import { createQueryClient } from '@/platform/query';
import { startEnglish } from '@/test/english';
import { answerRequests } from '@/test/server';
import type { CourseMessage, CourseMessages } from './api';
import { CourseMessagesPage } from './CourseMessagesPage';

const PATH = '/api/v1/courses/c1/support-messages';
const written: CourseMessage = {
  id: 'own-1',
  cause: 'wrong_answers',
  strategy: 'hint',
  needs: [],
  style: 'warm',
  texts: { en: '', de: 'Der Hinweis zeigt die erste Zeile.' },
  active: true,
  approved: false,
  course_id: 'c1',
  course_title: 'Statistics',
  block_id: 'b1',
  block_title: 'The bell',
  shipped: false,
  changed: false,
  version: 1,
  effect: null,
};
const library: CourseMessages = {
  messages: [written],
  switched_off: [],
  blocks: [{ id: 'b1', title: 'The bell', lesson_title: 'Samples' }],
  languages: ['en', 'de'],
  causes: ['confused', 'wrong_answers'],
  strategies: ['hint', 'worked_example'],
  styles: ['warm', 'brief'],
  facts: [
    { name: 'tries', counted: true },
    { name: 'has_hint', counted: false },
  ],
  variables: ['block', 'name'],
};

async function open(messages: CourseMessage[], change: Partial<CourseMessages> = {}) {
  const requests = answerRequests({
    [`GET ${PATH}`]: { ...library, messages, ...change },
    [`POST ${PATH}/review`]: { findings: { en: [], de: [] }, previews: { en: 'A hint.', de: '' }, usable: true },
    [`POST ${PATH}`]: written,
    [`PUT ${PATH}/own-1`]: { ...written, active: false, version: 2 },
  });
  await startEnglish();
  const router = createMemoryRouter(
    [{ path: '/teach/courses/:courseId/support-messages', element: <CourseMessagesPage /> }],
    { initialEntries: ['/teach/courses/c1/support-messages'] },
  );
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return requests;
}

test('a tutor writes a message for a part of the course, in one language, with its need picked from the list', async () => {
  const requests = await open([]);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Write a message' }));
  await user.selectOptions(screen.getByRole('combobox', { name: 'Where' }), 'Samples: The bell');
  await user.click(screen.getByRole('textbox', { name: 'English' }));
  await user.paste('A hint waits at “{block}”.');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Add a need' }), 'tries');
  expect(screen.getByRole('textbox', { name: /^Hand-ins of this quiz/ })).toHaveValue('2');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Propose' })).toBeEnabled());
  await user.click(screen.getByRole('button', { name: 'Propose' }));
  await waitFor(() => expect(requests.some(({ method, url }) => method === 'POST' && url.endsWith(PATH))).toBe(true));
  const sent = requests.find(({ method, url }) => method === 'POST' && url.endsWith(PATH))!;
  expect(await sent.json()).toEqual({
    cause: 'wrong_answers',
    strategy: 'hint',
    style: 'warm',
    texts: { en: 'A hint waits at “{block}”.', de: '' },
    needs: ['tries>=2'],
    block_id: 'b1',
  });
});

test('what waits for an administrator says so, and can be switched off', async () => {
  const requests = await open([written]);
  expect(await screen.findByText('Awaiting review')).toBeVisible();
  expect(screen.getByText('Der Hinweis zeigt die erste Zeile.')).toBeVisible();
  await userEvent.click(screen.getByRole('switch', { name: 'Active' }));
  await waitFor(() => expect(requests.some(({ method }) => method === 'PUT')).toBe(true));
  expect(await requests.find(({ method }) => method === 'PUT')!.json()).toEqual({ version: 1, active: false });
});

test('what an administrator has switched off cannot be switched on, and says why', async () => {
  await open([{ ...written, approved: true, active: false }], { switched_off: ['own-1'] });
  expect(await screen.findByRole('switch', { name: /^Active/ })).toBeDisabled();
  expect(screen.getByText(/An administrator has switched it off/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Edit' })).toBeEnabled();
});
