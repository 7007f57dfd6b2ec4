import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import { useResources, type ManagedResources } from './api';
import { Confirmation } from './Confirmation';
import { ResourcesNotice } from './ResourcesNotice';
import { UrgentContact } from './UrgentContact';

const counsel = {
  kind: 'person',
  title: 'Counselling',
  text: 'Room 3',
  url: null,
  phone: null,
  languages: ['en'],
  checked_on: '2026-11-01',
} as const;
const unconfirmed: ManagedResources = {
  resources: [{ ...counsel, languages: ['en'] }],
  confirmed_at: null,
  confirmed_by: null,
  due: [],
};
const confirmed = { ...unconfirmed, confirmed_at: '2026-11-02T10:00:00Z', confirmed_by: 'Ada Kern' };
const READ = 'GET /api/v1/administration/resources';
const CONFIRM = 'PUT /api/v1/administration/resources/confirmation';
const CONTACT = '/api/v1/administration/urgent-contact';

const tutor = { id: 'u7', name: 'Cora Adler', email: 'c@x', role: 'tutor', locale: 'en', active: true };

/** What stands around the list on its page, which needs the app's router. */
function Around({ changed }: { changed: boolean }) {
  const { data } = useResources();
  if (!data) return null;
  return (
    <>
      <Confirmation managed={data} changed={changed} />
      <UrgentContact />
    </>
  );
}

async function open(managed: ManagedResources, replies: Record<string, unknown> = {}, changed = false) {
  const requests = answerRequests({
    [READ]: managed,
    [`GET ${CONTACT}`]: { user_id: null, name: null, can_answer: false },
    'GET /api/v1/administration/users': { users: [tutor], total: 1, page: 1, pages: 1 },
    ...replies,
  });
  await renderInApp(<Around changed={changed} />);
  await screen.findByText(/Support messages are/);
  return requests;
}

test('a checked list is confirmed as it is shown, and then support speaks', async () => {
  const requests = await open(unconfirmed, { [CONFIRM]: confirmed });
  await userEvent.click(screen.getByRole('button', { name: 'Confirm this list' }));
  expect(await screen.findByText(/By Ada Kern on/)).toBeVisible();
  const sent = requests.find(({ url }) => url.endsWith('/confirmation'));
  expect(await sent!.json()).toEqual({ resources: unconfirmed.resources });
});

test('what stands against a confirmation is said instead of the button', async () => {
  await open({ ...unconfirmed, resources: [{ ...counsel, languages: ['en'], checked_on: null }] });
  expect(screen.getByText('Enter when these were last checked: Counselling.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Confirm this list' })).toBeNull();
});

test('a list with unsaved changes is saved before it is confirmed', async () => {
  await open(unconfirmed, {}, true);
  expect(screen.getByText('Save the list first.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Confirm this list' })).toBeNull();
});

test('a list that was changed elsewhere is not confirmed, and the page says what to do', async () => {
  await open(unconfirmed, { [CONFIRM]: () => failure(409, 'resources_have_changed') });
  await userEvent.click(screen.getByRole('button', { name: 'Confirm this list' }));
  expect(await screen.findByText(/Another user has changed the list/)).toBeVisible();
});

test('one tutor is named for urgent questions', async () => {
  const named = { user_id: 'u7', name: 'Cora Adler', can_answer: true };
  const requests = await open(confirmed, { [`PUT ${CONTACT}`]: named });
  await userEvent.click(await screen.findByRole('combobox', { name: 'Who also reads urgent questions' }));
  await userEvent.click(await screen.findByRole('option', { name: 'Cora Adler' }));
  await waitFor(() => expect(requests.some(({ method, url }) => method === 'PUT' && url.endsWith(CONTACT))).toBe(true));
});

test.each([
  ['an unconfirmed list', unconfirmed, /is not confirmed/],
  ['a contact that is due', { ...confirmed, due: ['Counselling'] }, /more than 180 days/],
])('every page of the administrator says so: %s', async (_, managed, text) => {
  answerRequests({ [READ]: managed });
  await renderInApp(<ResourcesNotice />, { path: '/admin/users' });
  const notice = within(await screen.findByRole('status'));
  expect(notice.getByText(text)).toBeVisible();
  expect(notice.getByRole('link', { name: 'Open the list' })).toHaveAttribute('href', '/admin/resources');
});

test('nothing is said while all is well', async () => {
  const requests = answerRequests({ [READ]: confirmed });
  await renderInApp(<ResourcesNotice />, { path: '/admin/users' });
  await waitFor(() => expect(requests).toHaveLength(1));
  expect(screen.queryByRole('status')).toBeNull();
});
