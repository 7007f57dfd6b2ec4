import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { publish } from '@/platform/events/events';
import { createQueryClient } from '@/platform/query';
import { sessionKey } from '@/platform/session';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { settingsKey, type Settings } from './api';
import { StudentSupport } from './StudentSupport';

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
  model: null,
  model_problem: null,
  window_seconds: 10,
};
const user = {
  id: 'u1',
  name: 'Mira',
  email: 'm@x.example',
  role: 'student' as const,
  locale: 'en' as const,
  active: true,
  created_at: '',
};
const SETTINGS = 'GET /api/v1/wellbeing/settings';

async function open(now: Settings) {
  const requests = answerRequests({ [SETTINGS]: now });
  const client = createQueryClient();
  client.setQueryData(sessionKey, { user, csrf_token: 't', demo: false, unclaimed: false });
  client.setQueryData(settingsKey, settings);
  await renderInApp(<StudentSupport>page</StudentSupport>, { client });
  const asked = () => requests.filter((request) => request.url.endsWith('/settings')).length;
  return { client, asked };
}

const change = { type: 'wellbeing.settings' as const, settings: { ...settings, mode: 'off' as const } };

test('a change that is older than the current settings does not take it back', async () => {
  const { client, asked } = await open(settings);
  const before = asked();
  act(() => publish(change));
  await waitFor(() => expect(asked()).toBeGreaterThan(before));
  expect(client.getQueryData<Settings>(settingsKey)?.mode).toBe('on_device');
});

test('a change in another tab is followed', async () => {
  const { client } = await open({ ...settings, mode: 'off' });
  act(() => publish(change));
  await waitFor(() => expect(client.getQueryData<Settings>(settingsKey)?.mode).toBe('off'));
});

test('while a change of this tab is on its way, the answer to it is waited for', async () => {
  const { client, asked } = await open(settings);
  void client
    .getMutationCache()
    .build(client, { mutationKey: settingsKey, mutationFn: () => new Promise(() => undefined) })
    .execute(undefined);
  await waitFor(() => expect(client.isMutating({ mutationKey: settingsKey })).toBe(1));
  const before = asked();
  act(() => publish(change));
  expect(asked()).toBe(before);
  expect(client.getQueryData<Settings>(settingsKey)?.mode).toBe('on_device');
});
