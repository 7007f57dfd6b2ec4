import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError, networkError } from '../api/errors';
import { Outbox, type OutboxOptions } from './Outbox';
import { retryDelay } from './retry';
import { entryId, MemoryStore } from './store';

type Send = (batch: readonly string[], options: { keepalive: boolean }) => Promise<void>;

let store: MemoryStore;

/** An outbox of letters, opened as a page does; all of one test share the device. */
async function opened(send: Send, more: Partial<OutboxOptions<string>> = {}): Promise<Outbox<string>> {
  const box = new Outbox<string>({
    box: 'test',
    key: (item) => item[0] ?? '',
    send,
    batchSize: 10,
    delay: 100,
    store: Promise.resolve(store),
    ...more,
  });
  await box.open();
  return box;
}

const taken = () => vi.fn<Send>(async () => undefined);
const unreachable = () => vi.fn<Send>(async () => Promise.reject(networkError(null)));
const refusing = (code: string) => vi.fn<Send>(async () => Promise.reject(new ApiError(code, 404, 'no', { id: 7 })));

beforeEach(() => {
  vi.useFakeTimers();
  store = new MemoryStore();
});
afterEach(() => {
  vi.useRealTimers();
});

test('items gather for a moment and go out together', async () => {
  const send = taken();
  const box = await opened(send);
  box.put('a');
  box.put('b');
  expect(box.state).toBe('sending');
  await vi.advanceTimersByTimeAsync(100);
  expect(send.mock.calls).toEqual([[['a', 'b'], { keepalive: false }]]);
  expect(box.state).toBe('empty');
  expect(await store.all('test')).toEqual([]);
});

test('items about the same thing become one', async () => {
  const send = taken();
  const box = await opened(send, { merge: (older, newer) => older + newer });
  for (const item of ['a1', 'b', 'a2', 'a3']) box.put(item);
  expect(box.items).toEqual(['b', 'a1a2a3']);
  await vi.advanceTimersByTimeAsync(100);
  expect(await store.all('test')).toEqual([]);
});

test('a failed delivery is repeated, each time later, until it arrives', async () => {
  const send = vi
    .fn<Send>()
    .mockRejectedValueOnce(networkError(null))
    .mockRejectedValueOnce(new ApiError('internal_error', 500, ''))
    .mockResolvedValue();
  const box = await opened(send);
  box.put('a');
  await vi.advanceTimersByTimeAsync(100);
  expect(box.state).toBe('waiting');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(send).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(3_999);
  expect(send).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(box.state).toBe('empty');
});

test('the pause doubles up to a minute', () => {
  expect([1, 2, 3, 5, 6, 9].map(retryDelay)).toEqual([2_000, 4_000, 8_000, 32_000, 60_000, 60_000]);
});

test('what comes in during a delivery is delivered after it, also about the same thing', async () => {
  const sent: string[][] = [];
  let finish: () => void = () => undefined;
  const box = await opened((batch) => {
    sent.push([...batch]);
    return sent.length === 1 ? new Promise<void>((resolve) => (finish = resolve)) : Promise.resolve();
  });
  box.put('a1');
  await vi.advanceTimersByTimeAsync(100);
  box.put('a2');
  box.put('b');
  finish();
  await vi.advanceTimersByTimeAsync(100);
  expect(sent).toEqual([['a1'], ['a2', 'b']]);
  expect(box.state).toBe('empty');
});

test('two pages put without a network and close: the next page sends what either has put', async () => {
  const first = await opened(unreachable());
  const second = await opened(unreachable());
  first.put('a');
  second.put('b');
  await vi.advanceTimersByTimeAsync(200);
  expect([first.state, second.state]).toEqual(['waiting', 'waiting']);
  first.close();
  second.close();
  const send = taken();
  const next = await opened(send);
  expect(send.mock.calls.flatMap(([batch]) => batch)).toEqual(['a', 'b']);
  expect(next.state).toBe('empty');
});

test('what another page has delivered no longer waits here, and is told', async () => {
  const elsewhere = vi.fn<(items: readonly string[]) => void>();
  const first = await opened(unreachable(), { onDeliveredElsewhere: elsewhere });
  first.put('a');
  await vi.advanceTimersByTimeAsync(200);
  await opened(taken());
  await vi.advanceTimersByTimeAsync(0);
  expect(first.state).toBe('empty');
  expect(elsewhere).toHaveBeenCalledWith(['a']);
});

test('a session that has ended keeps everything for the next one', async () => {
  const box = await opened(async () => Promise.reject(new ApiError('unauthenticated', 401, '')));
  box.put('a');
  await vi.advanceTimersByTimeAsync(100);
  expect([box.state, box.items]).toEqual(['waiting', ['a']]);
  box.close();
  const send = taken();
  await opened(send);
  expect(send).toHaveBeenCalledWith(['a'], { keepalive: false });
});

test('an answer from a proxy on the way refuses nothing', async () => {
  const box = await opened(async () => Promise.reject(new ApiError('unexpected_answer', 403, '')));
  box.put('a');
  await vi.advanceTimersByTimeAsync(100);
  expect([box.state, box.items]).toEqual(['waiting', ['a']]);
});

test('what the server refuses is kept with its reason, not sent again, and the state is not "saved"', async () => {
  const send = refusing('not_found');
  const box = await opened(send);
  box.put('a');
  await vi.advanceTimersByTimeAsync(200_000);
  expect(send).toHaveBeenCalledTimes(1);
  expect(box.state).toBe('refused');
  expect(box.refusals).toMatchObject([{ item: 'a', code: 'not_found', data: { id: 7 }, count: 1 }]);
  const next = await opened(send);
  expect([next.state, next.refusals.length, send.mock.calls.length]).toEqual(['refused', 1, 1]);
});

test('a refusal goes when it is dismissed, and is delivered when it is tried again and nothing stands in the way', async () => {
  const send = vi
    .fn<Send>()
    .mockRejectedValueOnce(new ApiError('lesson_locked', 409, ''))
    .mockRejectedValueOnce(new ApiError('lesson_locked', 409, ''))
    .mockResolvedValue();
  const box = await opened(send);
  box.put('a');
  await vi.advanceTimersByTimeAsync(100);
  box.put('b');
  await vi.advanceTimersByTimeAsync(100);
  const [a, b] = box.refusals;
  box.dismiss([a!.id]);
  expect(box.refusals.map(({ item }) => item)).toEqual(['b']);
  box.retry([b!.id]);
  await vi.advanceTimersByTimeAsync(0);
  expect(send.mock.calls.at(-1)).toEqual([['b'], { keepalive: false }]);
  expect(box.state).toBe('empty');
  expect(await store.all('test')).toEqual([]);
});

test('one wrong item does not take the others of its batch with it', async () => {
  const delivered: string[] = [];
  const box = await opened(async (batch) => {
    if (batch.includes('c')) throw new ApiError('invalid_input', 422, 'c is wrong');
    delivered.push(...batch);
  });
  for (const item of ['a', 'b', 'c', 'd', 'e']) box.put(item);
  await vi.advanceTimersByTimeAsync(100);
  expect(delivered.toSorted()).toEqual(['a', 'b', 'd', 'e']);
  expect(box.refusals.map(({ item }) => item)).toEqual(['c']);
});

test('an item on which the server breaks does not hold up the others', async () => {
  const delivered: string[] = [];
  const box = await opened(
    async ([item]) => {
      if (item === 'a') throw new ApiError('internal_error', 500, '');
      delivered.push(item!);
    },
    { batchSize: 1 },
  );
  box.put('a');
  box.put('b');
  await vi.advanceTimersByTimeAsync(100);
  expect(delivered).toEqual(['b']);
  expect([box.state, box.items]).toEqual(['waiting', ['a']]);
});

test.each([
  ['unavailable', 503],
  ['storage_full', 507],
] as const)(
  'a server that can store nothing (%s) is not asked for each item, and keeps none from waiting',
  async (code, status) => {
    const send = vi.fn<OutboxOptions<string>['send']>(async () => {
      throw new ApiError(code, status, '');
    });
    const box = await opened(send as Send, { batchSize: 1 });
    box.put('a');
    box.put('b');
    await vi.advanceTimersByTimeAsync(100);
    expect(send).toHaveBeenCalledTimes(1);
    expect([box.state, box.items]).toEqual(['waiting', ['a', 'b']]);
  },
);

test('the server may refuse a part of a batch', async () => {
  const box = await opened(
    vi.fn<OutboxOptions<string>['send']>(async () => ({ refused: [{ item: 'b', code: 'in_future' }] })) as Send,
  );
  for (const item of ['a', 'b', 'c']) box.put(item);
  await vi.advanceTimersByTimeAsync(100);
  expect(box.items).toEqual([]);
  expect(box.refusals).toMatchObject([{ item: 'b', code: 'in_future' }]);
});

test('too many and too old are refused with the reason, and told as one', async () => {
  const box = await opened(unreachable(), {
    limit: 2,
    expired: (item) => item.startsWith('x'),
    refusalKey: (_, code) => code,
  });
  for (const item of ['a', 'b', 'c', 'd']) box.put(item);
  expect(box.items).toEqual(['c', 'd']);
  expect(box.refusals).toMatchObject([{ code: 'too_many', item: 'b', count: 2 }]);
  box.put('x1');
  await vi.advanceTimersByTimeAsync(100);
  expect(box.refusals.map(({ code, count }) => [code, count])).toEqual([
    ['too_many', 3],
    ['too_old', 1],
  ]);
});

test('leaving the page hands over what it has put, and keeps it until it is confirmed', async () => {
  await store.replace([], [{ id: entryId('test'), box: 'test', key: 'z', at: 0, item: 'z', refusal: null }]);
  const send = unreachable();
  const box = await opened(send, { batchSize: 2 });
  for (const item of ['a', 'b', 'c']) box.put(item);
  send.mockClear();
  box.flushOnLeaving();
  expect(send.mock.calls).toEqual([
    [['a', 'b'], { keepalive: true }],
    [['c'], { keepalive: true }],
  ]);
  await vi.advanceTimersByTimeAsync(0);
  expect(await store.all('test')).toHaveLength(4);
});

test('clearing leaves nothing behind, for any page', async () => {
  const other = await opened(unreachable());
  const box = await opened(unreachable());
  box.put('a');
  other.put('b');
  await vi.advanceTimersByTimeAsync(100);
  await box.clear();
  await vi.advanceTimersByTimeAsync(0);
  expect([box.items, other.items, await store.all('test')]).toEqual([[], [], []]);
});

test('after its owner has left, a private box takes nothing any more', async () => {
  const box = await opened(unreachable(), { box: 'private.test' });
  const shared = await opened(unreachable());
  box.put('a');
  shared.put('b');
  await store.discard('private.');
  box.put('c');
  await vi.advanceTimersByTimeAsync(100);
  expect([box.items, await store.all('private.test')]).toEqual([[], []]);
  expect(shared.items).toEqual(['b']);
});

test('what cannot be stored is still sent, and is said not to be kept', async () => {
  const full = new MemoryStore();
  full.replace = () => Promise.reject(new Error('the disk is full'));
  const send = vi.fn<Send>().mockRejectedValueOnce(networkError(null)).mockResolvedValue();
  const box = await opened(send, { store: Promise.resolve(full) });
  box.put('a');
  await vi.advanceTimersByTimeAsync(100);
  expect([box.state, box.kept, box.items]).toEqual(['waiting', false, ['a']]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(box.state).toBe('empty');
});

test('what an earlier version kept as one list is sent first', async () => {
  const durable = new (class extends MemoryStore {
    override readonly durable = true;
  })();
  localStorage.setItem('test', JSON.stringify(['a', 'b']));
  const send = unreachable();
  const box = await opened(send, { store: Promise.resolve(durable) });
  expect(localStorage.getItem('test')).toBeNull();
  box.put('c');
  expect(box.items).toEqual(['a', 'b', 'c']);
  await vi.advanceTimersByTimeAsync(0);
  expect((await durable.all('test')).length).toBe(3);
});

test('a list that cannot be read is left as it is', async () => {
  localStorage.setItem('test', '{"half a');
  const box = await opened(taken());
  box.put('a');
  await vi.advanceTimersByTimeAsync(100);
  expect([box.state, localStorage.getItem('test')]).toEqual(['empty', '{"half a']);
});
