import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import type { SystemDecision, SystemHistory } from './api';
import { FIGURES as CHARTS, figuresOf, valuesOf } from './figures';
import { historyOf } from './history.testdata';
import { historyOption } from './historyOption';
import { HistorySection } from './HistorySection';
import { SystemDecisions } from './SystemDecisions';
import { readsElsewhere } from './useHistoryFormats';

const HISTORY = 'GET /api/v1/administration/system/history';

async function open(answer: unknown, path = '/admin/system') {
  const requests = answerRequests({ [HISTORY]: answer });
  await renderInApp(<HistorySection />, { path });
  return requests;
}

async function decide(decision: Partial<SystemDecision> & Pick<SystemDecision, 'kind'>) {
  const rest = { days: null, free_bytes: null, share: null, before: null, count: null, job: null, p95_ms: null };
  answerRequests({
    'GET /api/v1/administration/system/decisions': { measured: true, decisions: [{ ...rest, ...decision }] },
  });
  await renderInApp(<SystemDecisions />);
  await screen.findByRole('heading', { name: 'Needs a decision' });
}

test('a chart says its latest and its highest value, and has the same figures as a table', async () => {
  await open(historyOf([{ p95_ms: 42 }, { p95_ms: 900 }, { p95_ms: 51 }]));
  const card = await screen.findByRole('region', { name: 'Time to answer' });
  expect(within(card).getByText(/^p95: last 51 ms, highest 900 ms/)).toBeVisible();
  await userEvent.click(within(card).getByRole('button', { name: 'Show as a table' }));
  const [, latest, highest] = within(within(card).getByRole('table')).getAllByRole('row');
  expect(latest).toHaveTextContent(/8 ms51 ms120 ms/);
  expect(highest).toHaveTextContent(/900 ms/);
});

test('where nothing was measured there is a gap, in words, in the table and in the line', async () => {
  const history = historyOf([{}, null, {}]);
  await open(history);
  expect(await screen.findByText(/2 of 3 quarters of an hour were measured/)).toBeVisible();
  const card = await screen.findByRole('region', { name: 'Errors' });
  await userEvent.click(within(card).getByRole('button', { name: 'Show as a table' }));
  expect(within(card).getByRole('row', { name: /not measured/ })).toBeVisible();
  const durations = CHARTS.find(({ id }) => id === 'durations')!;
  expect(valuesOf(history.intervals, durations.series[0]!)).toEqual([8, null, 8]);
});

test('a value between two gaps is drawn as a dot, for a line needs two', () => {
  const { intervals } = historyOf(Array.from({ length: 96 }, (_, place) => (place === 4 || place > 90 ? {} : null)));
  const words = { time: () => '', value: String, series: ({ id }: { id: string }) => id };
  const option = historyOption(
    intervals,
    CHARTS.find(({ id }) => id === 'disk')!,
    words,
    () => '#000',
  );
  const [line] = option.series as { symbolSize: (value: unknown, at: { dataIndex: number }) => number }[];
  expect([line!.symbolSize(0, { dataIndex: 4 }), line!.symbolSize(0, { dataIndex: 93 })]).toEqual([4, 0]);
});

test('frames are shown only where the server has read any', () => {
  const ids = (history: SystemHistory) => figuresOf(history.intervals).map(({ id }) => id);
  expect(ids(historyOf([{}]))).not.toContain('frames');
  expect(ids(historyOf([null, { frame_p50_ms: 20 }]))).toContain('frames');
});

test('the period is chosen and stands in the address', async () => {
  const requests = await open(historyOf([{}]), '/admin/system?period=hour');
  await screen.findByRole('region', { name: 'Errors' });
  await userEvent.click(screen.getByRole('radio', { name: '1 year' }));
  await screen.findByRole('radio', { name: '1 year', checked: true });
  expect(requests.map(({ url }) => new URL(url).searchParams.get('period'))).toEqual(['hour', 'year']);
});

test('before anything is measured the section says when it will be', async () => {
  await open(historyOf([null, null]));
  expect(await screen.findByText('No history yet')).toBeVisible();
});

test('a history that cannot be loaded is said to be so, with a way to try again', async () => {
  await open(() => failure(500, 'internal'));
  expect(await screen.findByText('The history could not be loaded')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('times are the institution’s, and a reader elsewhere is shown so', async () => {
  await open(historyOf([{}], { time_zone: 'Pacific/Auckland' }));
  expect(await screen.findByText(/those of the institution \(Pacific\/Auckland\)/)).toBeVisible();
  const card = screen.getByRole('region', { name: 'Errors' });
  expect(within(card).getByText(/highest .*1:00/)).toBeVisible(); // noon in UTC is one in the morning there
  expect(readsElsewhere('UTC', '2026-03-02T12:00:00Z')).toBe(false);
});

test('jobs and devices are shown as tables, devices only where enough was measured', async () => {
  await open(
    historyOf([{}], {
      jobs: [{ name: 'facts_purge', runs: 2, failed: 1, seconds: 3, longest: 2 }],
      inference: [{ device: 'phone', windows: 500, p50_ms: 41, p95_ms: 90 }],
    }),
  );
  expect(await screen.findByRole('row', { name: 'facts_purge 2 1 1.5 sec 2 sec' })).toBeVisible();
  expect(screen.getByRole('row', { name: 'Phone 41 ms 90 ms 500' })).toBeVisible();
});

test('a disk that fills is shown with the days that are left and what to do', async () => {
  await decide({ kind: 'disk_filling', days: 12, free_bytes: 20e9 });
  expect(screen.getByText('The disk is full in about 12 days')).toBeVisible();
  expect(screen.getByText(/20 GB are left/)).toBeVisible();
  expect(screen.getByText(/Enlarge the disk/)).toBeVisible();
});

test('errors are compared with the week before, where there is one', async () => {
  await decide({ kind: 'errors', share: 0.05, before: 0.01, count: 48 });
  expect(screen.getByText(/48 answers failed in the last 24 hours, against 1%/)).toBeVisible();
});

test('errors without a week before are compared with nothing', async () => {
  await decide({ kind: 'errors', share: 0.05, count: 48 });
  expect(screen.getByText(/There is no week before/)).toBeVisible();
});

test('a job that fails is named', async () => {
  await decide({ kind: 'job_failing', job: 'facts_purge', count: 24 });
  expect(screen.getByText('The job facts_purge fails')).toBeVisible();
});
