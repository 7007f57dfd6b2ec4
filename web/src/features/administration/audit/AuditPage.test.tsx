import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import type { AuditLog, Verification } from './api';
import { AuditPage } from './AuditPage';

const LOG = '/api/v1/administration/audit';
const entry = {
  seq: 7,
  at: '2026-03-02T09:00:00Z',
  actor_name: 'Ada Kern',
  action: 'terms_changed',
  subject_name: null,
  detail: {},
};
const page: AuditLog = {
  entries: [entry],
  count: 1,
  more_than_counted: false,
  older: null,
  newer: null,
  searched_back_to: null,
  who_name: null,
  about_name: null,
};
const intact: Verification = {
  state: 'intact',
  verified_through: 7,
  total: 7,
  broken_entry: null,
  full_running: false,
  full_checked: 0,
  full_finished_at: '2026-03-02T08:00:00Z',
  full_through: 5,
};

async function open(log: Partial<AuditLog> = {}, verification: Partial<Verification> = {}, address = '/admin/audit') {
  const requests = answerRequests({
    [`GET ${LOG}`]: { ...page, ...log },
    [`GET ${LOG}/verification`]: { ...intact, ...verification },
    [`POST ${LOG}/verification`]: { ...intact, full_running: true, full_checked: 3 },
  });
  await renderInApp(<AuditPage />, { path: address });
  const asked = () => requests.filter(({ url }) => new URL(url).pathname === LOG).map(({ url }) => new URL(url).search);
  return { requests, asked };
}

test('an action that is chosen is asked for, and the filter can be cleared', async () => {
  const { asked } = await open();
  await screen.findByRole('table', { name: 'Audit log' });
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'What' }), 'Changed the terms');
  await waitFor(() => expect(asked().at(-1)).toBe('?action=terms_changed'));
  expect(screen.getByRole('button', { name: 'Export what is filtered' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Clear filters' })).not.toBeInTheDocument());
});

test('pages are turned to older entries and back', async () => {
  const { asked } = await open({ older: 5 });
  await userEvent.click(await screen.findByRole('button', { name: 'Older' }));
  await waitFor(() => expect(asked().at(-1)).toBe('?before=5'));
  expect(screen.getByRole('button', { name: 'Newest' })).toBeVisible();
});

test('a search that has looked at a part says how far back, and goes on', async () => {
  await open({ entries: [], count: null, older: 3, searched_back_to: entry.at }, {}, '/admin/audit?search=x');
  expect(await screen.findByText('Nothing found so far')).toBeVisible();
  expect(screen.getByText(/Searched back to/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Search older entries' })).toBeVisible();
});

test('where nothing matches, the page says so', async () => {
  await open({ entries: [], count: 0 }, {}, '/admin/audit?who=system');
  expect(await screen.findByText('No entry matches')).toBeVisible();
});

test('the state of the chain says what was verified when, and everything can be verified', async () => {
  await open();
  expect(await screen.findByText('Chain intact')).toBeVisible();
  expect(screen.getByText(/All 5 entries were verified in full on .* verified up to entry 7/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Verify every entry' }));
  expect(await screen.findByText('3 of 7 entries verified')).toBeVisible();
});

test('a broken chain names the entry', async () => {
  await open({}, { state: 'broken', broken_entry: 4 });
  expect(await screen.findByText('Chain broken at entry 4')).toBeVisible();
});
