import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import type { Experiment } from './api';
import { arm, comparison, experiment, hidden, plan } from './experiment.testdata';
import { ExperimentPage } from './ExperimentPage';

async function open(change: Partial<Experiment> = {}, demo = false) {
  const requests = answerRequests({
    'GET /api/v1/administration/experiment': experiment(change),
    'GET /api/v1/administration/experiment/power': ({ url }: Request) => ({
      smallest_effect: 0.0752,
      days_kept: 7 * Number(new URL(url).searchParams.get('weeks')) + 15,
    }),
    'POST /api/v1/administration/experiment/plan': experiment({ state: 'running', plan: plan() }),
    'DELETE /api/v1/administration/experiment/plan': experiment({ state: 'abandoned', plan: plan() }),
    'GET /api/v1/session': { user: null, csrf_token: 'x', demo },
  });
  await renderInApp(<ExperimentPage />);
  return requests;
}

const concluded = { state: 'concluded', plan: plan() } as const;

test('without an experiment the page says what one is and what the own students can show', async () => {
  const requests = await open();
  expect(await screen.findByText('What an experiment would be')).toBeVisible();
  expect(await screen.findByText(/Your 120 students can show 8 percentage points or more, in 2 weeks/)).toBeVisible();
  const asked = requests.find(({ url }) => url.includes('/power'));
  expect(new URL(asked!.url).searchParams.get('students')).toBe('120');
});

test('a plan is frozen only after it was confirmed, and the page then shows it with its hash', async () => {
  const requests = await open();
  await userEvent.click(await screen.findByRole('button', { name: 'Freeze the plan and begin' }));
  expect(requests.some(({ method }) => method === 'POST')).toBe(false);
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Begin' }));
  expect(await screen.findByText('a'.repeat(64))).toBeVisible();
  const sent = requests.find(({ method }) => method === 'POST');
  expect(await sent!.json()).toEqual({ share: 0.3, weeks: 2, minimal_effect: 0.05 });
});

test('more weeks than data is stored for lead to the policy instead of a plan', async () => {
  await open();
  const weeks = await screen.findByRole('textbox', { name: 'Weeks' });
  await userEvent.clear(weeks);
  await userEvent.type(weeks, '8');
  expect(await screen.findByText(/needs 71 days/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Freeze the plan and begin' })).not.toBeInTheDocument();
});

test('before the planned end there are counts and nothing about an outcome', async () => {
  await open({ state: 'running', plan: plan(), progress: { students: 20, moments: 24, silent: 12 } });
  expect(await screen.findByText(/24 moments so far, 12 of them silent, of about 20 students/)).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Result as CSV' })).not.toBeInTheDocument();
  expect(screen.queryByText('Primary outcome')).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Freeze the plan and begin' })).not.toBeInTheDocument();
});

test('a plan that was changed afterwards says so, and never that it is frozen', async () => {
  await open({ state: 'awaiting', plan: plan({ unchanged: false }) });
  expect(await screen.findByText('This is not the plan that was frozen')).toBeVisible();
  expect(screen.queryByText(/Frozen: line/)).not.toBeInTheDocument();
});

test('changes of the policy meanwhile are listed', async () => {
  const deviations = [
    { at: '2026-03-05T09:00:00Z', what: 'control_arm_share', before: 0.3, after: 0, message_id: null },
  ];
  await open({ state: 'running', plan: plan(), deviations });
  expect(await screen.findByText(/Silent share from 30% to 0%/)).toBeVisible();
});

test('every kind of change is said in words, with its date', async () => {
  const at = '2026-03-05T09:00:00Z';
  const deviations = [
    { at, what: 'support.per_day', before: 6, after: 1, message_id: null },
    { at, what: 'support.interruption_points', before: null, after: null, message_id: null },
    { at, what: 'allowed_modes', before: null, after: null, message_id: null },
    { at, what: 'message', before: null, after: null, message_id: 'confused-hint-first-step' },
  ];
  await open({ state: 'running', plan: plan(), deviations });
  expect(await screen.findByText(/ from 6 to 1\.$/)).toHaveTextContent(/2026.*:/);
  expect(screen.getByText(/Interruption points changed/)).toBeVisible();
  expect(screen.getByText(/Allowed modes changed/)).toBeVisible();
  expect(screen.getByText(/confused-hint-first-step/)).toBeVisible();
});

test('a result stays on the page when a later plan is abandoned, and says whose it is', async () => {
  const later = plan({ hash: 'b'.repeat(64), starts_at: '2026-05-02T09:00:00Z', ends_at: '2026-05-16T09:00:00Z' });
  await open({ state: 'abandoned', plan: later, result_plan: plan(), comparisons: [comparison()] });
  expect(await screen.findByText(/plan from .*Mar.* to .*Mar/)).toBeVisible();
  expect(screen.getByText(/\+25 percentage points/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Result as CSV' })).toBeVisible();
});

test('both arms are shown with their interval and their number, and no more is claimed than they say', async () => {
  await open({ ...concluded, comparisons: [comparison()] });
  expect(await screen.findByText('This does not show whether there is a difference.')).toBeVisible();
  expect(screen.getByText(/\+25 percentage points/)).toHaveTextContent('95% interval −12 to +54');
  expect(screen.getByText('24 moments of 24 students.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Show as a table' }));
  const row = within(screen.getByRole('row', { name: /^With messages/ }));
  expect(row.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual(['12', '12', '75%', '47% – 91%']);
});

test.each([
  ['helps', 'Messages help.'],
  ['harms', 'Messages harm.'],
  ['no_relevant_difference', 'There is no difference that would matter.'],
] as const)('the verdict "%s" is said as it is', async (verdict, words) => {
  await open({ ...concluded, comparisons: [comparison({ verdict })] });
  expect(await screen.findByText(words)).toBeVisible();
});

test('an arm that is too small is hidden, with what is needed', async () => {
  await open({
    ...concluded,
    comparisons: [comparison({ arms: [arm(), hidden], effect: null, verdict: null })],
  });
  expect(await screen.findByText('Not shown')).toBeVisible();
  expect(screen.getByText(/^Without messages: hidden. It takes at least 10 students/)).toBeVisible();
});

test('silence that nothing is learnt from is called so', async () => {
  await open({ control_arm_share: 0.2 });
  expect(await screen.findByText('Messages are withheld without an experiment')).toBeVisible();
});

test('an open experiment can be abandoned, after a question', async () => {
  const requests = await open({ state: 'running', plan: plan() });
  await userEvent.click(await screen.findByRole('button', { name: 'Abandon the experiment' }));
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Abandon the experiment' }));
  expect(await screen.findByText(/was abandoned/)).toBeVisible();
  expect(requests.some(({ method }) => method === 'DELETE')).toBe(true);
});

test('the figures of the demo say that they are synthetic', async () => {
  await open({ ...concluded, comparisons: [comparison()] }, true);
  expect(await screen.findByText('Synthetic data')).toBeVisible();
});
