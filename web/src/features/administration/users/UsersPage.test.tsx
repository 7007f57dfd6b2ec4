import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { commitUndo, currentUndo, takeBack } from '@/components/undo/undoStore';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import type { ListedUser } from '../types';
import { UsersPage } from './UsersPage';

const mina: ListedUser = {
  id: 'user-1',
  name: 'Mina Okafor',
  email: 'mina@example.org',
  role: 'student',
  locale: 'en',
  active: true,
  created_at: '2026-11-01T10:00:00Z',
  last_seen_at: null,
};
const LIST = 'GET /api/v1/administration/users';
const CHANGE = 'PATCH /api/v1/administration/users/user-1';

async function open(replies: Record<string, unknown> = {}) {
  const requests = answerRequests({ [LIST]: { users: [mina], total: 1, page: 1, pages: 1 }, ...replies });
  await renderInApp(<UsersPage />, { path: '/admin/users' });
  await screen.findByRole('rowheader', { name: /Mina Okafor/ });
  return requests;
}

async function invite(name: string, email: string) {
  await userEvent.click(screen.getByRole('button', { name: 'Add a user' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Add a user' }));
  await userEvent.type(dialog.getByLabelText(/^Name/), name);
  await userEvent.type(dialog.getByLabelText(/^Email/), email);
  await userEvent.click(dialog.getByRole('button', { name: 'Create invitation' }));
  return dialog;
}

beforeEach(commitUndo);

it('hands out the invitation link of a new account', async () => {
  const requests = await open({
    'POST /api/v1/administration/users': { user: mina, invitation_url: 'https://attune.example/invitations/abc' },
  });
  const dialog = await invite('Mina Okafor', 'mina@example.org');
  expect(await dialog.findByLabelText('Invitation link')).toHaveValue('https://attune.example/invitations/abc');
  const sent = requests.find(({ method }) => method === 'POST');
  expect(await sent?.json()).toEqual({ name: 'Mina Okafor', email: 'mina@example.org', role: 'student', locale: 'en' });
});

it('says at the email field that the address is taken', async () => {
  await open({ 'POST /api/v1/administration/users': () => failure(409, 'email_taken') });
  const dialog = await invite('Mina', 'mina@example.org');
  expect(await dialog.findByText('A user with this email address already has an account.')).toBeVisible();
  expect(dialog.getByLabelText(/^Email/)).toBeInvalid();
  expect(dialog.queryByRole('alert')).toBeNull();
});

it('says at the row why the last administrator cannot be changed', async () => {
  await open({ [CHANGE]: () => failure(409, 'last_administrator') });
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Role of Mina Okafor' }), 'tutor');
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'This is the last active administrator. Appoint another one first.',
  );
});

it('changes a role, and back on undo', async () => {
  const requests = await open({ [CHANGE]: { ...mina, role: 'tutor' } });
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Role of Mina Okafor' }), 'tutor');
  const changes = () =>
    Promise.all(requests.filter(({ method }) => method === 'PATCH').map((request) => request.clone().json()));
  await screen.findByRole('rowheader', { name: /Mina/ });
  await expect
    .poll(() => currentUndo()?.message)
    .toBe('Mina Okafor is now in the role Tutor, and has to sign in again.');
  act(takeBack);
  await expect.poll(changes).toEqual([{ role: 'tutor' }, { role: 'student' }]);
});

it('deactivates from the menu of the row', async () => {
  const requests = await open({ [CHANGE]: { ...mina, active: false } });
  await userEvent.click(screen.getByRole('button', { name: 'Actions for Mina Okafor' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Deactivate' }));
  await expect.poll(() => requests.some(({ method }) => method === 'PATCH')).toBe(true);
  await expect.poll(() => currentUndo()?.message).toBe('Mina Okafor is deactivated and signed out everywhere.');
});

it('opens with the account of a tutor where the set-up leads to add one', async () => {
  const requests = answerRequests({
    [LIST]: { users: [mina], total: 1, page: 1, pages: 1 },
    'POST /api/v1/administration/users': { user: mina, invitation_url: 'https://attune.example/invitations/abc' },
  });
  await renderInApp(<UsersPage />, { path: '/admin/users?add=tutor' });
  const dialog = within(await screen.findByRole('dialog', { name: 'Add a user' }));
  expect(dialog.getByRole('combobox', { name: 'Role' })).toHaveValue('tutor');
  await userEvent.type(dialog.getByLabelText(/^Name/), 'Tomasz');
  await userEvent.type(dialog.getByLabelText(/^Email/), 't@example.org');
  await userEvent.click(dialog.getByRole('button', { name: 'Create invitation' }));
  await dialog.findByLabelText('Invitation link');
  expect(await requests.find(({ method }) => method === 'POST')?.json()).toMatchObject({ role: 'tutor' });
});
