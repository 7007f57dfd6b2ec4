import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { arm, comparison, effect, hidden } from './experiment.testdata';
import { ExperimentPage } from './ExperimentPage';

async function open(change: Parameters<typeof effect>[0] = {}, demo = false) {
  answerRequests({
    'GET /api/v1/administration/effect': effect(change),
    'GET /api/v1/session': { user: null, csrf_token: 'x', demo },
  });
  await renderInApp(<ExperimentPage />);
}

test('both arms are shown with their interval and their number, and no more is claimed than they say', async () => {
  await open({ comparisons: [comparison()] });
  expect(await screen.findByText(/does not show yet whether there is a difference/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Show as a table' }));
  const row = within(screen.getByRole('row', { name: /^With messages/ }));
  expect(row.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual(['12', '12', '75%', '47% – 91%']);
});

test('an arm that is too small is hidden, with what is needed', async () => {
  await open({ comparisons: [comparison({ arms: [arm(), hidden], difference: null })] });
  expect(await screen.findByText('Not enough data yet')).toBeVisible();
  expect(screen.getByText(/^Without messages: hidden. It takes at least 10 students/)).toBeVisible();
});

test('without a control arm the page says how to get one', async () => {
  await open({ share: 0, running: false, since: null });
  expect(await screen.findByRole('link', { name: 'To the policy' })).toHaveAttribute('href', '/admin/policy');
});

test('the figures of the demo say that they are made up', async () => {
  await open({}, true);
  expect(await screen.findByText('Synthetic data')).toBeVisible();
});
