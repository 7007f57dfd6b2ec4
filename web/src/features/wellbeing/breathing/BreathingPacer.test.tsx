import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useLessonSignal } from '@/platform/lesson/signals';
import { createQueryClient } from '@/platform/query';
import { sessionKey } from '@/platform/session';
import { startEnglish } from '@/test/english';
import { renderInApp } from '@/test/render';
import { BreathingPacer } from './BreathingPacer';

const finished: string[] = [];

function Listener() {
  useLessonSignal('tool_finished', ({ tool }) => finished.push(tool));
  return null;
}

beforeEach(async () => {
  finished.length = 0;
  await startEnglish(); // loads its texts in real time
  vi.useFakeTimers();
  const client = createQueryClient();
  client.setQueryData(sessionKey, {
    user: { id: 'u1', name: 'Mara' },
    csrf_token: 't',
    demo: false,
    unclaimed: false,
  } as never);
  await renderInApp(
    <>
      <Listener />
      <BreathingPacer onDone={() => undefined} />
    </>,
    { client },
  );
});
afterEach(() => vi.useRealTimers());

const pass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000));
const said = () => screen.getByRole('status').textContent;

test('what it says is what it does: in, hold and out, for a screen reader too', async () => {
  expect(screen.getByText(/Breathe in for 4, hold for 4, breathe out for 6/)).toBeVisible();
  expect(said()).toBe('Breathe in for 4');
});

test('every pattern shows the hold that its words promise', async () => {
  for (const [name, words] of [
    ['Calm 4-4-6', /in for 4, hold for 4, breathe out for 6/],
    ['Box 4-4-4-4', /in for 4, hold for 4, breathe out for 4, stay empty for 4/],
    ['Deep 4-7-8', /in for 4, hold for 7, breathe out for 8/],
  ] as const) {
    fireEvent.click(screen.getByRole('radio', { name }));
    await pass(0);
    expect(screen.getByText(words)).toBeVisible();
    const lines = new Set<string | null>();
    for (let second = 0; second < 17; second += 1) {
      lines.add(said());
      await pass(1);
    }
    expect([...lines].some((line) => line?.startsWith('hold for'))).toBe(true);
  }
});

test('tones and vibration are off until they are switched on', () => {
  expect(screen.getByRole('switch', { name: 'Soft tones' })).not.toBeChecked();
});

test('breathed to its end it is finished, and not before', async () => {
  await pass(55);
  expect(finished).toEqual([]);
  await pass(6);
  expect(finished).toEqual(['breathing']);
});
