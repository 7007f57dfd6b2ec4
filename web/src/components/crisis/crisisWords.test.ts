import { beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

type Matches = (text: string) => boolean;

const fresh = () => import('./crisisWords');

test('without a connection they are fetched again until they are there', async () => {
  const { crisisWords, fetchCrisisWords } = await fresh();
  const matches = () => true;
  const load = vi.fn<() => Promise<Matches>>(async () => {
    if (load.mock.calls.length < 4) throw new Error('offline');
    return matches;
  });
  const coming = fetchCrisisWords(load);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await coming).toBe(matches);
  expect(crisisWords()).toBe(matches);
  expect(load).toHaveBeenCalledTimes(4);
});

test('as soon as the connection is back', async () => {
  const { fetchCrisisWords } = await fresh();
  const load = vi.fn<() => Promise<Matches>>(async () => {
    if (load.mock.calls.length < 2) throw new Error('offline');
    return () => true;
  });
  const coming = fetchCrisisWords(load);
  await vi.advanceTimersByTimeAsync(1);
  dispatchEvent(new Event('online'));
  await vi.advanceTimersByTimeAsync(1);
  await coming;
  expect(load).toHaveBeenCalledTimes(2);
});

test('they are those of the platform', async () => {
  vi.useRealTimers();
  const { fetchCrisisWords } = await fresh();
  const matches = await fetchCrisisWords();
  expect([matches('I want to be dead.'), matches('The mean is fine.')]).toEqual([true, false]);
});
