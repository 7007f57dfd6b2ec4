import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setLocation, signal } from '@/platform/lesson/signals';
import { createQueryClient } from '@/platform/query';
import { sessionKey } from '@/platform/session';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { settingsKey, type Settings } from '../api';
import { SupportProvider, useSupport } from './SupportProvider';

const ASK = 'POST /api/v1/wellbeing/interruption-points';
const location = { lessonId: 'l1', blockId: 'b1', inGradedQuiz: false };
const settings = {
  mode: 'self_report',
  support: { enabled: true, snoozed_until: null },
  consent: {},
} as unknown as Settings;

function CheckIn() {
  const { askAboutSaid } = useSupport();
  return (
    <button type="button" onClick={askAboutSaid}>
      Say it
    </button>
  );
}

let asked: unknown[];

/** Answers every question with nothing to say, and that something is due in `wait` seconds. */
async function begin(wait: number | null) {
  asked = [];
  answerRequests({
    [ASK]: async (request: Request) => {
      asked.push(((await request.json()) as { kind: string | null }).kind);
      return { support_message: null, retry_after_seconds: wait };
    },
  });
  const client = createQueryClient();
  client.setQueryData(settingsKey, settings);
  client.setQueryData(sessionKey, {
    user: { id: 'u1', name: 'Mara', email: 'm@x', role: 'student', locale: 'en' },
    csrf_token: 't',
    demo: false,
  });
  setLocation(location);
  await renderInApp(
    <SupportProvider>
      <CheckIn />
    </SupportProvider>,
    { client },
  );
}

const handIn = () => act(() => signal({ type: 'interruption_point', kind: 'answer_submitted', location }));
const pass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000));

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
});

test('help that waits for one more try is asked for once more when it is due, and not again', async () => {
  await begin(45);
  handIn();
  await waitFor(() => expect(asked).toEqual(['answer_submitted']));
  await pass(44);
  expect(asked).toHaveLength(1);
  await pass(2);
  await waitFor(() => expect(asked).toEqual(['answer_submitted', 'answer_submitted']));
  await pass(120);
  expect(asked).toHaveLength(2);
});

test('who has left the block until then is not followed', async () => {
  await begin(45);
  handIn();
  await waitFor(() => expect(asked).toHaveLength(1));
  act(() => setLocation({ ...location, blockId: 'b2' }));
  await pass(60);
  expect(asked).toHaveLength(1);
});

test('where nothing waits, nothing is asked again', async () => {
  await begin(null);
  handIn();
  await waitFor(() => expect(asked).toHaveLength(1));
  await pass(120);
  expect(asked).toHaveLength(1);
});

test('what a student says is answered at once, away from any pause', async () => {
  await begin(null);
  act(() => screen.getByRole('button', { name: 'Say it' }).click());
  await waitFor(() => expect(asked).toEqual([null]));
});

test('inside a graded quiz nothing is asked', async () => {
  await begin(null);
  act(() => setLocation({ ...location, inGradedQuiz: true }));
  act(() => screen.getByRole('button', { name: 'Say it' }).click());
  await pass(5);
  expect(asked).toEqual([]);
});
