import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import { TermsPage } from './TermsPage';

const autumn = { id: 't1', name: 'Autumn', starts_on: '2026-09-01', ends_on: '2027-01-31' };
const PATH = '/api/v1/administration/terms';

async function open(terms: unknown[], replies: Record<string, unknown> = {}) {
  const requests = answerRequests({ [`GET ${PATH}`]: { terms, weeks_without: 26 }, ...replies });
  await renderInApp(<TermsPage />, { path: '/admin/terms' });
  return requests;
}

async function fill(dialog: ReturnType<typeof within>, name: string, begin: string, end: string) {
  await userEvent.type(dialog.getByLabelText(/^Name/), name);
  await userEvent.type(dialog.getByLabelText(/^First day/), begin);
  await userEvent.type(dialog.getByLabelText(/^Last day/), end);
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
}

async function addDialog() {
  await userEvent.click(await screen.findByRole('button', { name: 'Add a term' }));
  return within(await screen.findByRole('dialog', { name: 'Add a term' }));
}

test('without terms the page says by what is kept instead', async () => {
  await open([]);
  expect(await screen.findByText(/for 26 weeks/)).toBeVisible();
});

test('a term is added', async () => {
  const requests = await open([], { [`POST ${PATH}`]: autumn });
  await fill(await addDialog(), ' Autumn ', '2026-09-01', '2027-01-31');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const sent = requests.find(({ method }) => method === 'POST');
  expect(await sent?.json()).toEqual({ name: 'Autumn', starts_on: '2026-09-01', ends_on: '2027-01-31' });
});

test('what is wrong with a term is said where it is, and nothing is sent', async () => {
  const requests = await open([]);
  const dialog = await addDialog();
  await fill(dialog, 'Autumn', '2026-09-01', '2026-08-01');
  expect(await dialog.findByText('The last day is before the first.')).toBeVisible();
  expect(requests.some(({ method }) => method === 'POST')).toBe(false);
});

test('a term that shares days with another one names it', async () => {
  await open([autumn], { [`POST ${PATH}`]: failure(409, 'terms_overlap', { name: 'Autumn' }) });
  const dialog = await addDialog();
  await fill(dialog, 'Winter', '2027-01-01', '2027-03-31');
  expect(await dialog.findByText(/shares days with “Autumn”/)).toBeVisible();
});

test('a term is changed, and removed after a question', async () => {
  const requests = await open([autumn], { [`PUT ${PATH}/t1`]: autumn, [`DELETE ${PATH}/t1`]: null });
  await userEvent.click(await screen.findByRole('button', { name: 'Edit Autumn' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Edit the term' }));
  await userEvent.clear(dialog.getByLabelText(/^Name/));
  await userEvent.type(dialog.getByLabelText(/^Name/), 'Fall');
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(await requests.find(({ method }) => method === 'PUT')?.json()).toMatchObject({ name: 'Fall' });
  await userEvent.click(screen.getByRole('button', { name: 'Remove Autumn' }));
  const question = within(await screen.findByRole('dialog', { name: 'Remove “Autumn”?' }));
  await userEvent.click(question.getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(requests.some(({ method }) => method === 'DELETE')).toBe(true));
});
