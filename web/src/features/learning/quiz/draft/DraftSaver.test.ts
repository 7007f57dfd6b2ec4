import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '@/platform/api/errors';
import type { SavedDraft } from '../api';
import { DraftSaver, type DraftListener, type WaitingAnswer } from './DraftSaver';

const PREFIX = 'attune.quiz-draft.u1.b1.';
let sent: { answers: WaitingAnswer[]; keepalive: boolean }[];
let reply: () => Promise<SavedDraft>;

function openSaver() {
  const saver = new DraftSaver({
    prefix: PREFIX,
    send: (answers, keepalive) => {
      sent.push({ answers, keepalive });
      return reply();
    },
  });
  const onSaved = vi.fn<DraftListener['onSaved']>();
  const onStatus = vi.fn<DraftListener['onStatus']>();
  saver.open({ onSaved, onStatus });
  return { saver, onSaved, onStatus };
}

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  reply = async () => ({ answers: [] });
});
afterEach(() => vi.useRealTimers());

test('the first keystroke is on the device immediately, and on the server after a pause', async () => {
  const { saver, onStatus } = openSaver();
  saver.change('q1', 'm');
  expect(JSON.parse(localStorage.getItem(`${PREFIX}q1`)!).answer).toBe('m');
  saver.change('q1', 'median');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent.map(({ answers }) => answers.map(({ answer }) => answer))).toEqual([['median']]);
  expect(localStorage.getItem(`${PREFIX}q1`)).toBeNull();
  expect(onStatus).toHaveBeenLastCalledWith('saved', null);
});

test('what was typed while a save was on its way is saved next', async () => {
  const { saver } = openSaver();
  let answerNow: () => void = () => undefined;
  reply = () =>
    new Promise((resolve) => {
      answerNow = () => resolve({ answers: [] });
    });
  saver.change('q1', 'one');
  await vi.advanceTimersByTimeAsync(700);
  saver.change('q1', 'two');
  answerNow();
  reply = async () => ({ answers: [] });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent.map(({ answers }) => answers[0]?.answer)).toEqual(['one', 'two']);
  expect(saver.pending().size).toBe(0);
});

test('without a network everything stays on the device and is sent later, with its age', async () => {
  const { saver, onStatus } = openSaver();
  reply = async () => {
    throw new ApiError('network_unreachable', 0, '');
  };
  saver.change('q1', 'kept');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(onStatus).toHaveBeenLastCalledWith('waiting', expect.any(ApiError));
  saver.close();
  reply = async () => ({ answers: [] });
  await vi.advanceTimersByTimeAsync(60_000);
  const later = openSaver(); // the page is loaded again
  await vi.advanceTimersByTimeAsync(1_000);
  const last = sent.at(-1)!.answers[0]!;
  expect(last.answer).toBe('kept');
  expect(last.age_seconds).toBeGreaterThan(59);
  expect(later.saver.pending().size).toBe(0);
});

test('an ended session loses nothing: the answer waits for its owner', async () => {
  const { saver } = openSaver();
  reply = async () => {
    throw new ApiError('unauthenticated', 401, '');
  };
  saver.change('q1', 'kept');
  await vi.advanceTimersByTimeAsync(1_000);
  saver.close();
  expect([...openSaver().saver.pending()].map(([id, { answer }]) => [id, answer])).toEqual([['q1', 'kept']]);
});

test('two tabs keep one answer each, and neither undoes the other', async () => {
  const first = openSaver().saver;
  const second = openSaver().saver;
  first.close();
  second.close();
  first.change('q1', 'of the first');
  second.change('q2', 'of the second');
  expect(new Map([...openSaver().saver.pending()].map(([id, { answer }]) => [id, answer]))).toEqual(
    new Map([
      ['q1', 'of the first'],
      ['q2', 'of the second'],
    ]),
  );
});

test('another quiz and another user have their own answers', () => {
  localStorage.setItem('attune.quiz-draft.u2.b1.q1', JSON.stringify({ answer: 'not mine', changedAt: 1 }));
  expect(openSaver().saver.pending().size).toBe(0);
});

test('leaving the page hands everything to the browser and keeps it until it is confirmed', () => {
  const { saver } = openSaver();
  saver.change('q1', 'last words');
  saver.flushOnLeaving();
  expect(sent).toHaveLength(1);
  expect(sent[0]!.keepalive).toBe(true);
  expect(saver.pending().size).toBe(1);
});

test('what was handed in is forgotten on the device', () => {
  const { saver } = openSaver();
  saver.change('q1', 'median');
  saver.discard();
  expect(localStorage.getItem(`${PREFIX}q1`)).toBeNull();
});
