import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('@/platform/crisis/match', () => ({ carriesCrisisWords: (text: string) => text.includes('CRISIS') }));

beforeEach(() => vi.resetModules());

async function mark() {
  const { useUrgentMark } = await import('./useUrgentMark');
  return renderHook(() => useUrgentMark(false)).result;
}

test('what is sent before the words are on the device is marked by them all the same', async () => {
  const result = await mark();
  await act(async () => expect(await result.current.decide('CRISIS')).toBe(true));
  await act(async () => expect(await result.current.decide('How do I read this?')).toBe(false));
  expect(result.current.isDeciding).toBe(false);
});

test('the student decides where they have touched the mark', async () => {
  const result = await mark();
  act(() => result.current.setUrgent(false));
  await act(async () => expect(await result.current.decide('CRISIS')).toBe(false));
});

test('a question does not wait for ever for words that do not come', async () => {
  const { carriesCrisisWordsInTime, fetchCrisisWords } = await import('./crisisWords');
  void fetchCrisisWords(() => new Promise(() => {}));
  expect(await carriesCrisisWordsInTime('CRISIS', 10)).toBe(false);
});
