import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError, networkError } from '@/platform/api/errors';
import type { BlockBody, LessonBody } from '../types';
import { DraftKeeper, type StoredDraft } from './DraftKeeper';
import { deviceDraft, type DraftStore } from './keptDraft';
import { newBlock } from './newBlocks';

const block = (id: string, text: string): BlockBody => ({ ...newBlock('markdown', { text }), id });
const bodyOf = (...blocks: BlockBody[]): LessonBody => ({ title: 'Waves', minutes: 10, blocks });
const first = bodyOf(block('a', 'one'), block('b', 'two'));
const withText = (body: LessonBody, id: string, text: string): LessonBody => ({
  ...body,
  blocks: body.blocks.map((each) => (each.id === id ? block(id, text) : each)),
});
const texts = (body: LessonBody) => body.blocks.map(({ content }) => (content as { text: string }).text);

/** A server with one draft, which checks the revision as the real one does. */
class Server {
  revision = 1;
  body = first;
  offline = false;
  refuses: string | null = null;
  saves = 0;

  save = async ({ revision, body }: StoredDraft): Promise<StoredDraft> => {
    if (this.offline) throw networkError(null);
    if (this.refuses) throw new ApiError(this.refuses, 422, '');
    if (revision !== this.revision) throw new ApiError('draft_conflict', 409, '', { theirs: this.stored() });
    this.saves += 1;
    this.revision += 1;
    this.body = body;
    return this.stored();
  };

  stored = (): StoredDraft => ({ revision: this.revision, body: this.body });
  /** Somebody else writes. */
  write(body: LessonBody) {
    this.body = body;
    this.revision += 1;
  }
}

let server: Server;
let store: DraftStore;
const open = () => new DraftKeeper({ stored: server.stored(), store, save: server.save });

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  store = deviceDraft('u1', 'l1');
});
afterEach(() => vi.useRealTimers());

test('what is typed is saved once, a second after the last change', async () => {
  const keeper = open();
  for (const text of ['o', 'on', 'one!']) {
    keeper.change(withText(first, 'a', text));
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(server.saves).toBe(0);
  expect(keeper.current().state).toBe('changed');
  await vi.advanceTimersByTimeAsync(500);
  expect(server.saves).toBe(1);
  expect(texts(server.body)).toEqual(['one!', 'two']);
  expect(keeper.current().state).toBe('saved');
  expect(store.read()).toBeNull();
});

test('what is typed while a save is under way is saved after it', async () => {
  const keeper = open();
  keeper.change(withText(first, 'a', 'x'));
  const saving = keeper.flush();
  keeper.change(withText(first, 'a', 'xy'));
  await saving;
  expect(keeper.current().state).toBe('changed');
  await vi.advanceTimersByTimeAsync(1_000);
  expect([texts(server.body)[0], keeper.current().state]).toEqual(['xy', 'saved']);
});

test('without a connection it is kept on the device, and sent when the connection is back', async () => {
  const keeper = open();
  server.offline = true;
  keeper.change(withText(first, 'a', 'offline'));
  await vi.advanceTimersByTimeAsync(1_000);
  expect([keeper.current().state, keeper.current().kept]).toEqual(['waiting', true]);
  server.offline = false;
  await vi.advanceTimersByTimeAsync(5_000);
  expect([texts(server.body)[0], keeper.current().state]).toEqual(['offline', 'saved']);
});

test('a page that is closed before it could save loses nothing', async () => {
  const closed = open();
  closed.change(withText(first, 'a', 'unsaved'));
  closed.stop();
  const keeper = open();
  expect(texts(keeper.current().body)[0]).toBe('unsaved');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(texts(server.body)[0]).toBe('unsaved');
});

test('changes of different blocks by two authors are put together', async () => {
  const keeper = open();
  server.write(withText(first, 'b', 'theirs'));
  keeper.change(withText(first, 'a', 'mine'));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(keeper.current()).toMatchObject({ state: 'saved', conflict: null });
  expect(texts(server.body)).toEqual(['mine', 'theirs']);
});

test('changes of the same block are shown, and nothing is saved until the author has chosen', async () => {
  const keeper = open();
  server.write(withText(first, 'a', 'theirs'));
  keeper.change(withText(first, 'a', 'mine'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(keeper.current().state).toBe('conflict');
  expect(keeper.current().conflict?.rows.map((row) => row.contested)).toEqual([true, false]);
  expect(texts(server.body)[0]).toBe('theirs');
  keeper.resolve(withText(first, 'a', 'both'));
  await vi.advanceTimersByTimeAsync(1_000);
  expect([texts(server.body)[0], keeper.current().state]).toEqual(['both', 'saved']);
});

test('a conflict that nobody has resolved is there again after a reload', async () => {
  const closed = open();
  server.write(withText(first, 'a', 'theirs'));
  closed.change(withText(first, 'a', 'mine'));
  await vi.advanceTimersByTimeAsync(2_000);
  closed.stop();
  const keeper = open();
  expect(keeper.current().state).toBe('conflict');
  expect(texts(keeper.current().body)[0]).toBe('mine');
});

test('what the server refuses is said, and sent again when it is changed', async () => {
  const keeper = open();
  server.refuses = 'invalid_input';
  keeper.change(withText(first, 'a', 'too long'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(keeper.current()).toMatchObject({ state: 'refused', error: { code: 'invalid_input' } });
  server.refuses = null;
  keeper.change(withText(first, 'a', 'short'));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(keeper.current()).toMatchObject({ state: 'saved', error: null });
});

test('where the device keeps nothing, that is said', () => {
  const full = { ...store, write: () => false };
  const keeper = new DraftKeeper({ stored: server.stored(), store: full, save: server.save });
  keeper.change(withText(first, 'a', 'x'));
  expect(keeper.current().kept).toBe(false);
});
