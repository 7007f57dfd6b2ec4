import { act, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { deviceStore } from '@/platform/outbox';
import { createQueryClient } from '@/platform/query';
import { sessionKey } from '@/platform/session';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import type { WindowSummary } from '@/vision';
import { settingsKey, type Settings } from '../api';
import { CameraPanel } from './pill/CameraPanel';
import { CameraProvider } from './CameraProvider';
import { CameraSwitch } from './CameraSwitch';

const camera = vi.hoisted(() => ({ window: (_summary: unknown) => undefined as unknown, stopped: 0, options: {} }));

vi.mock('@/vision', () => ({
  /** Runs as soon as it is started; the test closes its windows. */
  ExpressionCamera: class {
    constructor(options: object) {
      camera.options = options;
    }
    private emit = (_state: unknown) => undefined as unknown;
    on(kind: string, listener: (value: unknown) => unknown) {
      if (kind === 'state') this.emit = listener;
      if (kind === 'window') camera.window = listener;
      return () => undefined;
    }
    async start() {
      this.emit({ kind: 'running' });
    }
    stop() {
      camera.stopped += 1;
    }
    show() {}
  },
}));

const given = { granted: true, set_at: '2026-03-01T09:00:00Z' };
const settings: Settings = {
  mode: 'on_device',
  administration_sharing_allowed: true,
  allowed_modes: ['off', 'self_report', 'on_device'],
  preset: 'standard',
  consent: {
    process_camera: given,
    process_on_server: given,
    save_summaries: given,
    count_in_class: given,
    share_with_tutors: given,
    share_with_administration: given,
  },
  support: { enabled: true, snoozed_until: null, message_style: 'warm', use_name: true, available: true },
  model: {
    name: 'cnn',
    version: '1',
    sha256: 'f00',
    url: '/models/cnn/',
    parameters: 1,
    precision: 'int8',
    float_accuracy: 0.8947,
    metrics: {},
  },
  model_problem: null,
  window_seconds: 10,
};
const summary: WindowSummary = {
  id: 'w1',
  started_at: new Date().toISOString(),
  seconds: 10,
  p: [255, 0, 0, 0, 0, 0, 0, 0],
  coverage: 1,
  quality: 0.9,
  state: 'neutral',
  model: 'cnn@1',
  source: 'on_device',
};
const WINDOWS = 'POST /api/v1/wellbeing/windows';
const user = {
  id: 'u1',
  name: 'Mira',
  email: 'm@x.example',
  role: 'student' as const,
  locale: 'en' as const,
  active: true,
  created_at: '',
};

const keptOnDevice = async () => (await deviceStore()).all('attune.private.windows.u1');

async function turnOn(besides: ReactNode = null) {
  const client = createQueryClient();
  client.setQueryData(sessionKey, { user, csrf_token: 't', demo: false, unclaimed: false });
  client.setQueryData(settingsKey, settings);
  await renderInApp(
    <CameraProvider>
      <CameraSwitch settings={settings} />
      {besides}
    </CameraProvider>,
    { client },
  );
  await userEvent.click(screen.getAllByRole('button', { name: 'Turn on the camera' })[0]!);
  await screen.findAllByText('The camera is on. Its images stay on this device.');
  return client;
}

beforeEach(() => {
  camera.stopped = 0;
});

test('a closed window is sent, and nothing of it stays on the device', async () => {
  const requests = answerRequests({ [WINDOWS]: { accepted: 1, stored: 1, duplicates: 0, refused: [] } });
  await turnOn();
  expect(camera.options).toMatchObject({ modelName: 'cnn', modelHash: 'f00', windowSeconds: 10 });
  act(() => void camera.window(summary));
  await waitFor(() => expect(requests).toHaveLength(1));
  const body = await requests[0]!.json();
  expect(body.windows[0]).toEqual({ ...summary, lesson_id: null, block_id: null, position: null });
  expect(Math.abs(Date.parse(body.sent_at) - Date.now())).toBeLessThan(60_000); // the device's clock at sending
  await waitFor(async () => expect(await keptOnDevice()).toEqual([]));
});

test('what the server keeps out for good is said with the reason, dropped, and not sent again', async () => {
  const refused = [{ id: 'w1', reason: 'clock_ahead' }];
  const requests = answerRequests({
    [WINDOWS]: { accepted: 0, stored: 0, duplicates: 0, refused },
    'GET /api/v1/wellbeing/settings': settings,
  });
  await turnOn(<CameraPanel settings={settings} onClose={() => undefined} />);
  act(() => void camera.window(summary));
  expect(await screen.findByText(/1 summary was rejected: .* this device's clock was changed/)).toBeVisible();
  await waitFor(async () => expect(await keptOnDevice()).toEqual([]));
  expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  await userEvent.click(screen.getByRole('button', { name: 'OK' }));
  expect(screen.queryByText(/1 summary was rejected/)).toBeNull();
});

test('when the server says that consent is missing, the camera stops and says so', async () => {
  answerRequests({ [WINDOWS]: failure(409, 'consent_required'), 'GET /api/v1/wellbeing/settings': settings });
  await turnOn();
  act(() => void camera.window(summary));
  expect(await screen.findByText(/your consent has ended/)).toBeVisible();
  expect(camera.stopped).toBe(1);
  await waitFor(async () => expect(await keptOnDevice()).toEqual([]));
});

test('a permission that ends in another tab stops the camera here', async () => {
  answerRequests({});
  const client = await turnOn();
  act(() => client.setQueryData<Settings>(settingsKey, { ...settings, mode: 'off' }));
  expect(await screen.findByText(/your consent has ended/)).toBeVisible();
  expect(camera.stopped).toBe(1);
});

test('choosing that the server reads ends what this device reads, without a word about permission', async () => {
  answerRequests({});
  const client = await turnOn();
  act(() => client.setQueryData<Settings>(settingsKey, { ...settings, mode: 'server' }));
  expect(await screen.findByText('The camera is off.')).toBeVisible();
  expect(camera.stopped).toBe(1);
  expect(screen.queryByText(/your consent has ended/)).toBeNull();
});
