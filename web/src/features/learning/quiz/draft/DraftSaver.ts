import { ApiError } from '@/platform/api/errors';
import { isFinal, retryDelay } from '@/platform/outbox/retry';
import type { Given } from '../answers';
import type { SavedDraft } from '../api';

export type DraftStatus = 'saved' | 'saving' | 'waiting' | 'refused';

/** An answer that the server has not confirmed. `changedAt` is the device's own clock, in milliseconds. */
export interface DeviceAnswer {
  answer: Given;
  changedAt: number;
}

/** An answer as it is sent: how long ago it was given, in seconds. */
export interface WaitingAnswer {
  question_id: string;
  answer: Given;
  age_seconds: number;
}

interface DraftSaverOptions {
  /** Where unconfirmed answers survive a reload or a sign-out: one key an answer, of one user and quiz. */
  prefix: string;
  send: (answers: WaitingAnswer[], keepalive: boolean) => Promise<SavedDraft>;
  storage?: Storage;
  delay?: number;
}

export interface DraftListener {
  /** Told what the server keeps now, and what was sent. */
  onSaved: (saved: SavedDraft, sent: ReadonlyMap<string, DeviceAnswer>) => void;
  onStatus: (status: DraftStatus, error: ApiError | null) => void;
}

const DELAY_MS = 600; // a pause in typing

/**
 * Keeps answers on this device until the server has confirmed them. Every answer is its own record, so that two
 * tabs cannot undo each other's.
 */
export class DraftSaver {
  private readonly storage: Storage;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending: Promise<void> | null = null;
  private failures = 0;
  private closed = false;
  private listener: DraftListener | null = null;

  constructor(private readonly options: DraftSaverOptions) {
    this.storage = options.storage ?? localStorage;
  }

  /** What waits on this device, by question. */
  pending(): Map<string, DeviceAnswer> {
    const found = new Map<string, DeviceAnswer>();
    for (const key of Object.keys(this.storage)) {
      const stored = key.startsWith(this.options.prefix) ? this.read(key) : null;
      if (stored) found.set(key.slice(this.options.prefix.length), stored);
    }
    return found;
  }

  /** The answer that another tab has just written, if an event of the storage is about this quiz. */
  readEvent({ key, newValue }: StorageEvent): [string, DeviceAnswer] | null {
    if (!key?.startsWith(this.options.prefix) || newValue === null) return null;
    return [key.slice(this.options.prefix.length), JSON.parse(newValue) as DeviceAnswer];
  }

  change(questionId: string, answer: Given): void {
    this.storage.setItem(
      this.options.prefix + questionId,
      JSON.stringify({ answer, changedAt: Date.now() } satisfies DeviceAnswer),
    );
    if (this.failures === 0) {
      this.listener?.onStatus('saving', null);
      this.schedule(this.options.delay ?? DELAY_MS);
    }
  }

  /** Send what waits, now. Resolves when it has been answered, or has failed for the time being. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    if (this.sending) await this.sending;
    if (this.pending().size === 0) return;
    this.sending = this.deliver();
    await this.sending;
  }

  /** The page is going away: the browser delivers what waits after it. Kept here until confirmed next time. */
  flushOnLeaving = (): void => {
    const waiting = this.pending();
    if (waiting.size > 0) this.options.send(this.aged(waiting), true).catch(() => undefined);
  };

  /** Discard what waits for some questions, or for all: it has been handed in, or the question is gone. */
  discard(questionIds?: readonly string[]): void {
    clearTimeout(this.timer);
    for (const id of questionIds ?? this.pending().keys()) this.storage.removeItem(this.options.prefix + id);
    this.failures = 0;
    this.listener?.onStatus('saved', null);
  }

  open(listener: DraftListener): void {
    this.listener = listener;
    this.closed = false;
    if (this.pending().size > 0) this.schedule(0);
  }

  /** Stop trying; what waits stays on the device. */
  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  private async deliver(): Promise<void> {
    const sent = this.pending();
    try {
      const saved = await this.options.send(this.aged(sent), false);
      this.failures = 0;
      this.confirm(sent);
      this.listener?.onSaved(saved, sent);
      const left = this.pending().size > 0;
      this.listener?.onStatus(left ? 'saving' : 'saved', null);
      if (left) this.schedule(this.options.delay ?? DELAY_MS);
    } catch (error) {
      this.handleFailure(error);
    } finally {
      this.sending = null;
    }
  }

  private handleFailure(error: unknown): void {
    if (!(error instanceof ApiError)) throw error;
    const refused = isFinal(error);
    this.listener?.onStatus(refused ? 'refused' : 'waiting', error);
    if (refused) return;
    this.failures += 1;
    this.schedule(retryDelay(this.failures));
  }

  /** Remove what was confirmed, unless it has been changed since. */
  private confirm(sent: ReadonlyMap<string, DeviceAnswer>): void {
    for (const [id, { changedAt, answer }] of sent) {
      const now = this.read(this.options.prefix + id);
      if (now?.changedAt === changedAt && JSON.stringify(now.answer) === JSON.stringify(answer))
        this.storage.removeItem(this.options.prefix + id);
    }
  }

  private aged(waiting: ReadonlyMap<string, DeviceAnswer>): WaitingAnswer[] {
    return [...waiting].map(([id, { answer, changedAt }]) => ({
      question_id: id,
      answer,
      age_seconds: Math.max(0, (Date.now() - changedAt) / 1000),
    }));
  }

  private read(key: string): DeviceAnswer | null {
    const stored = this.storage.getItem(key);
    return stored ? (JSON.parse(stored) as DeviceAnswer) : null;
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    if (!this.closed) this.timer = setTimeout(() => void this.flush(), delay);
  }
}
