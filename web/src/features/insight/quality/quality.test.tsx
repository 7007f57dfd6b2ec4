import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { worstState, type Cell, type Period, type Quality } from './api';
import { overTimeSeries } from './overTimeOption';
import { QualityPage } from './QualityPage';

const share = (value: number, half = 0.1) => ({
  share: value,
  word: null,
  low: Number((value - half).toFixed(2)),
  high: Number((value + half).toFixed(2)),
});

function cell(division: Cell['division'], value: string, agreement: ReturnType<typeof share> | null): Cell {
  return {
    division,
    value,
    agreement: agreement && { learners: 40, moments: 120, share: agreement },
    corrected: division === 'read_as' ? { learners: 30, share: share(0.35) } : null,
    readable: division === 'all' ? { learners: 55, coverage: share(0.8), abstained: share(0.25) } : null,
  };
}

function period(began: string, cells: Cell[]): Period {
  return { began_on: began, ends_on: began, decided_at: '2026-03-02T09:00:00Z', k: 10, cells };
}

const JANUARY = period('2026-01-05', [
  cell('all', '', share(0.7)),
  cell('read_as', 'engaged', share(0.85)),
  cell('read_as', 'maybe_confused', share(0.5)),
  cell('model', 'demo-1', share(0.7)),
]);

async function open(periods: Period[], more: Partial<Quality> = {}, path = '/admin/quality') {
  answerRequests({
    'GET /api/v1/insight/quality': {
      k: 10,
      next_on: '2026-03-31',
      retention_days: 30,
      kept_whole: true,
      periods,
      ...more,
    } satisfies Quality,
  });
  await renderInApp(<QualityPage />, { path });
}

test('the answer claims no more than its interval, and says of how many', async () => {
  await open([JANUARY]);
  expect(await screen.findByText(/more often what students say than not/)).toBeVisible();
  expect(
    screen.getByText(/At 70% of check-ins .*60.*80%; 120 or a few more check-ins of 40 or a few more learners/),
  ).toBeVisible();
  expect(screen.getByText(/for 25% of the time nothing was stated/)).toBeVisible();
});

test.each([
  [0.55, /cannot be said yet/],
  [0.3, /more often wrong than right/],
])('a share of %d is called what it is', async (value, sentence) => {
  await open([period('2026-01-05', [cell('all', '', share(value))])]);
  expect(await screen.findByText(sentence)).toBeVisible();
});

test('states that are hidden are named as hidden, and the table says so', async () => {
  await open([JANUARY]);
  expect(await screen.findByText(/Not shown: .*low mood/i)).toBeVisible();
  await userEvent.click(screen.getAllByRole('button', { name: 'Show as a table' })[0]!);
  const rows = within(screen.getByRole('table', { name: /did the student say the same/ })).getAllByRole('row');
  expect(rows).toHaveLength(6);
  expect(rows.filter((row) => row.textContent.includes('hidden'))).toHaveLength(3);
});

test('the state that is least often right is said with what to do about it', async () => {
  await open([JANUARY]);
  expect(await screen.findByText(/is least often what students say. Take it as a question/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'To the policy' })).toHaveAttribute('href', '/admin/policy');
});

test('which state is worst is left open where intervals overlap', () => {
  const unsure = period('2026-01-05', [
    cell('read_as', 'engaged', share(0.6, 0.2)),
    cell('read_as', 'maybe_confused', share(0.5, 0.2)),
  ]);
  expect(worstState(unsure)).toBeNull();
  expect(worstState(JANUARY)).toBe('maybe_confused');
});

test('before the first period the day of the first figures stands there', async () => {
  await open([]);
  expect(await screen.findByText('No period is over yet')).toBeVisible();
  expect(screen.getByText(/the next time on Mar 31, 2026/)).toBeVisible();
  expect(screen.getByRole('heading', { name: 'What is not known' })).toBeVisible();
});

test('a period without anything to show says what it takes', async () => {
  await open([period('2026-01-05', [])]);
  expect(await screen.findByText('Nothing can be shown of these four weeks')).toBeVisible();
  expect(screen.getByText(/It takes 10 learners/)).toBeVisible();
});

test('a short retention is said above the figures', async () => {
  await open([JANUARY], { kept_whole: false, retention_days: 14 });
  expect(await screen.findByText(/kept for 14 days here/)).toBeVisible();
});

test('the period of the address is shown, the latest otherwise', async () => {
  const february = period('2026-02-02', [cell('all', '', share(0.3))]);
  await open([JANUARY, february], {}, '/admin/quality?period=2026-01-05');
  expect(await screen.findByText(/more often what students say than not/)).toBeVisible();
});

test('a hidden period is a gap in the line and not a zero', () => {
  const { same, low, spread } = overTimeSeries([period('2025-12-08', []), JANUARY]);
  expect(same).toEqual([null, 0.7]);
  expect(low).toEqual([null, 0.6]);
  expect(spread[0]).toBeNull();
});
