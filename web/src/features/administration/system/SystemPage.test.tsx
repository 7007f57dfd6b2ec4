import { act, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { publish } from '@/platform/events/events';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import type { SystemSnapshot } from '../types';
import { historyOf } from './history/history.testdata';
import { snapshotAt } from './snapshot.testdata';
import { SystemPage } from './SystemPage';

async function open(snapshot: SystemSnapshot) {
  const requests = answerRequests({
    'GET /api/v1/administration/system': snapshot,
    'GET /api/v1/administration/models': { served: 'base', default: 'base', models: [] },
    'GET /api/v1/administration/system/history': historyOf([]),
    'GET /api/v1/administration/system/decisions': { measured: false, decisions: [] },
  });
  await renderInApp(<SystemPage />);
  await screen.findByRole('heading', { name: 'Requests in the last minute' });
  return requests;
}

it('follows the pushed snapshots without asking again', async () => {
  const requests = await open(snapshotAt(0));
  expect(screen.getByTestId('metric-per_second')).toHaveTextContent('14.3');
  const { requests: metrics } = snapshotAt(2);
  act(() =>
    publish({ type: 'system.snapshot', snapshot: snapshotAt(2, { requests: { ...metrics, per_second: 20 } }) }),
  );
  await waitFor(() => expect(screen.getByTestId('metric-per_second')).toHaveTextContent('20'));
  expect(screen.getByText('14.3 to 20 since you opened this page')).toBeVisible();
  expect(requests.filter(({ url }) => url.endsWith('/system'))).toHaveLength(1);
});

it('does not invent durations before there was a request', async () => {
  const { requests } = snapshotAt(0);
  await open(snapshotAt(0, { requests: { ...requests, p50_ms: null, p95_ms: null, p99_ms: null } }));
  expect(screen.getByTestId('metric-p50')).toHaveTextContent('no data yet');
});

it('says why no model is served', async () => {
  await open(
    snapshotAt(0, {
      model: null,
      model_problem: { code: 'bundle_corrupt', message: 'The hash of model.onnx does not match its manifest.' },
    }),
  );
  expect(screen.getByRole('alert')).toHaveTextContent("The model's files are damaged.");
});

it('says while Redis is away that live events are interrupted, and no longer', async () => {
  const lost = { transport: 'redis', connected: false, since: '2026-11-23T10:00:00Z' } as const;
  await open(snapshotAt(0, { events: lost }));
  expect(screen.getByRole('alert')).toHaveTextContent('Redis has not answered since Nov 23, 2026');
  expect(screen.getByText('by Redis, interrupted')).toBeVisible();
  act(() => publish({ type: 'system.snapshot', snapshot: snapshotAt(2, { events: { ...lost, connected: true } }) }));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  expect(screen.getByText('by Redis')).toBeVisible();
});

it('says whose figures they are where several processes serve, and nothing where one does', async () => {
  await open(snapshotAt(0));
  expect(screen.queryByText(/processes serve/)).toBeNull();
  act(() => publish({ type: 'system.snapshot', snapshot: snapshotAt(2, { processes: 3 }) }));
  expect(await screen.findByText(/^3 processes serve\..*the one process that answered\.$/)).toBeVisible();
});

it('speaks of pictures read by the server only where there were some', async () => {
  await open(snapshotAt(0));
  expect(screen.queryByRole('heading', { name: 'Frames analysed on the server' })).toBeNull();
  const frames = { read_total: 812, per_second: 13.4, p50_ms: 20, p95_ms: 41.7, rejected: 0.015 };
  act(() => publish({ type: 'system.snapshot', snapshot: snapshotAt(2, { frames }) }));
  await screen.findByRole('heading', { name: 'Frames analysed on the server' });
  expect(screen.getByTestId('metric-frames_per_second')).toHaveTextContent('13.4');
  expect(screen.getByTestId('metric-frames_p50')).toHaveTextContent('20 ms');
  expect(screen.getByTestId('metric-frames_p95')).toHaveTextContent('42 ms');
  expect(screen.getByTestId('metric-frames_rejected')).toHaveTextContent('1.5%');
});
