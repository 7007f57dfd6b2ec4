import { ApiError } from '@/platform/api/errors';
import type { LessonBody } from '../types';
import { completed } from './completed';
import { compare, isSettled, resolved, same, type Conflict } from './conflict';
import type { DraftStore } from './keptDraft';

/** A draft as the server has it. */
export interface StoredDraft {
  revision: number;
  body: LessonBody;
}

export type SaveState = 'saved' | 'changed' | 'saving' | 'waiting' | 'conflict' | 'refused';

export interface KeeperView {
  body: LessonBody;
  state: SaveState;
  /** Whether what is not saved survives the closing of this page. */
  kept: boolean;
  conflict: Conflict | null;
  /** Why the server does not take it. */
  error: ApiError | null;
  revision: number;
}

interface KeeperOptions<Draft extends StoredDraft> {
  stored: Draft;
  store: DraftStore;
  save: (draft: StoredDraft) => Promise<Draft>;
  onSaved?: (draft: Draft) => void;
  /** Milliseconds from the last change until it is saved. */
  delay?: number;
  /** Milliseconds until another try when the server could not be reached. */
  retryAfter?: number;
}

const DELAY = 1_000;
const RETRY_AFTER = 5_000;

/**
 * Keeps what is written until the server has it: on this device at once, on the server a second after the last change.
 *
 * The server takes a change only on the revision that it was written on. Where somebody else has written in between,
 * changes of different blocks are put together; of the same block, the author chooses.
 */
export class DraftKeeper<Draft extends StoredDraft = StoredDraft> {
  private view: KeeperView;
  private base: LessonBody;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: KeeperOptions<Draft>) {
    const { stored, store } = options;
    const kept = store.read();
    this.base = stored.body;
    this.view = {
      body: stored.body,
      state: 'saved',
      kept: true,
      conflict: null,
      error: null,
      revision: stored.revision,
    };
    if (!kept || same(kept.body, stored.body)) store.clear();
    else if (kept.revision === stored.revision) this.change(kept.body);
    else this.meet(kept.base, kept.body, stored);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  current = (): KeeperView => this.view;

  /** Take what has been written; it is saved a moment after the last change. */
  change = (body: LessonBody): void => {
    const state = this.view.state === 'conflict' ? 'conflict' : 'changed';
    this.show({ body, state, kept: this.storeHere(body), error: null });
    this.saveIn(this.options.delay ?? DELAY);
  };

  /** Save now. Resolves when nothing is under way any more; `state` says how it went. */
  flush = async (): Promise<void> => {
    clearTimeout(this.timer);
    while (this.running) await this.running;
    if (this.view.state === 'saved' || this.view.state === 'conflict') return;
    this.running = this.send().finally(() => (this.running = null));
    await this.running;
  };

  /** Go on with the text that was chosen out of two. */
  resolve = (body: LessonBody): void => {
    this.show({ conflict: null, state: 'changed' });
    this.change(body);
    void this.flush();
  };

  /** Begin anew with what the server has, such as after the draft was thrown away. */
  restart = (stored: StoredDraft): void => {
    clearTimeout(this.timer);
    this.base = stored.body;
    this.options.store.clear();
    this.show({
      body: stored.body,
      revision: stored.revision,
      state: 'saved',
      kept: true,
      conflict: null,
      error: null,
    });
  };

  /** Try again at once, such as when the connection is back. */
  retry = (): void => {
    if (this.view.state === 'waiting') void this.flush();
  };

  /** Stop the clock; what is unsaved stays on the device. */
  stop = (): void => clearTimeout(this.timer);

  private async send(): Promise<void> {
    const { body, revision } = this.view;
    this.show({ state: 'saving' });
    try {
      const draft = await this.options.save({ revision, body });
      this.accept(draft, body);
    } catch (error) {
      this.fail(error, body);
    }
  }

  private accept(draft: Draft, sent: LessonBody): void {
    this.base = sent;
    this.show({ revision: draft.revision, error: null });
    if (this.view.body === sent) {
      this.options.store.clear();
      this.show({ state: 'saved', kept: true });
    } else {
      this.show({ state: 'changed', kept: this.storeHere(this.view.body) });
      this.saveIn(this.options.delay ?? DELAY);
    }
    this.options.onSaved?.(draft);
  }

  private fail(error: unknown, sent: LessonBody): void {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 'draft_conflict') {
      this.meet(this.base, this.view.body, error.data.theirs as StoredDraft);
    } else if (error.temporary || error.code === 'unauthenticated') {
      this.show({ state: 'waiting' });
      this.saveIn(this.options.retryAfter ?? RETRY_AFTER);
    } else {
      // What was typed in the meantime may be what the server takes.
      this.show({ state: 'refused', error });
      if (this.view.body !== sent) this.saveIn(this.options.delay ?? DELAY);
    }
  }

  /** Two texts: put them together where that is possible without a loss, else ask. */
  private meet(base: LessonBody | null, mine: LessonBody, theirs: StoredDraft): void {
    const other = completed(theirs.body);
    const conflict = compare(base, mine, other);
    this.base = other;
    this.show({ revision: theirs.revision });
    if (isSettled(conflict)) {
      this.change(resolved(conflict));
      return;
    }
    this.show({ body: mine, state: 'conflict', conflict });
    // Under the revision that it was written on: after a reload the author is asked again.
    if (base) this.options.store.write({ revision: theirs.revision - 1, base, body: mine });
  }

  private storeHere(body: LessonBody): boolean {
    return this.options.store.write({ revision: this.view.revision, base: this.base, body });
  }

  private saveIn(milliseconds: number): void {
    clearTimeout(this.timer);
    if (this.view.state === 'conflict') return;
    this.timer = setTimeout(() => void this.flush(), milliseconds);
  }

  private show(change: Partial<KeeperView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.listeners) listener();
  }
}
