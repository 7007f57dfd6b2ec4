import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { expect, test } from 'vitest';
import { EXPRESSIONS, LEARNING_STATES } from '@/components/affect';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import type { PersonFigures, PersonWeeks, Sharers } from './api';
import { PersonPage } from './PersonPage';
import { PersonView } from './PersonView';
import { SharersPage } from './SharersPage';

const mara = { id: '00000000-0000-0000-0000-000000000001', name: 'Mara Lindner' };
const figures: PersonFigures = {
  sessions: 3,
  seconds: 5400,
  coverage: 0.8,
  struggling: 0.31,
  states: Object.fromEntries(LEARNING_STATES.map((each) => [each, 0.2])) as PersonFigures['states'],
  expressions: Object.fromEntries(EXPRESSIONS.map((each) => [each, 0.125])) as PersonFigures['expressions'],
};
const found: PersonWeeks = {
  person: mara,
  weeks: [
    { monday: '2026-02-16', figures },
    { monday: '2026-02-23', figures: null },
  ],
  logged_at: '2026-03-02T09:00:00Z',
};

async function openList(answer: Sharers, path = '/admin/shared') {
  const requests = answerRequests({ 'GET /api/v1/insight/people': answer });
  await renderInApp(<SharersPage />, { path });
  return requests;
}

test('who shares is listed by name, each with their page', async () => {
  await openList({ people: [mara], more: false });
  expect(await screen.findByRole('link', { name: 'Mara Lindner' })).toHaveAttribute('href', `/admin/shared/${mara.id}`);
  expect(screen.getByText(/Not being in this list says nothing about a student/)).toBeVisible();
});

test('where no student shares the page says how it begins', async () => {
  await openList({ people: [], more: false });
  expect(await screen.findByText('No student shares their weeks here')).toBeVisible();
});

test('what is searched for comes from the address and is asked of the server', async () => {
  const requests = await openList({ people: [], more: false }, '/admin/shared?search=mar');
  expect(await screen.findByText('No one of that name shares their weeks')).toBeVisible();
  expect(new URL(requests.at(-1)!.url).searchParams.get('search')).toBe('mar');
});

test('the last week is said in a sentence, and the reader that the look was written down', async () => {
  await renderInApp(<PersonView found={found} measure="struggling" />);
  expect(screen.getByText(/31% of known time was “struggling”, of 90 minutes in 3 study sessions/)).toBeVisible();
  expect(screen.getByRole('status')).toHaveTextContent(/Mara Lindner can read that you have looked/);
});

test('a week without figures is a gap that does not say why', async () => {
  await renderInApp(<PersonView found={found} measure="struggling" />);
  await userEvent.click(screen.getAllByRole('button', { name: 'Show as a table' })[0]!);
  const row = within(screen.getAllByRole('table')[0]!).getAllByRole('row')[2]!;
  expect(row).toHaveTextContent(/nothing to see$/);
});

test('nothing of a person can be saved or printed', async () => {
  await renderInApp(<PersonView found={found} measure="struggling" />);
  expect(screen.queryByRole('button', { name: /CSV|picture|Print/ })).toBeNull();
  for (const figure of screen.getAllByRole('figure')) expect(figure.closest('[data-print="none"]')).not.toBeNull();
});

test('who shares nothing is not there, which looks like a student who does not exist', async () => {
  answerRequests({
    'GET /api/v1/administration/terms': { terms: [], weeks_without: 26 },
    [`GET /api/v1/insight/people/${mara.id}/trends`]: failure(404, 'not_found'),
  });
  await renderInApp(
    <Routes>
      <Route path="/admin/shared/:studentId" element={<PersonPage />} />
    </Routes>,
    { path: `/admin/shared/${mara.id}` },
  );
  expect(await screen.findByRole('link', { name: 'To all who share' })).toBeVisible();
});
