import { ApiError } from '../api/errors';

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;

/** Codes of answers that say nothing about the item: the session, the page's token, something between us and the server. */
const ABOUT_THE_WAY = new Set(['unauthenticated', 'another_user', 'csrf_failed', 'unexpected_answer']);

/** Milliseconds before the next attempt after `failures` in a row: doubling, at most a minute. */
export function retryDelay(failures: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
}

/** Whether the server will never take the item, however often it is sent. */
export function isFinal(error: unknown): error is ApiError {
  return error instanceof ApiError && !error.temporary && !ABOUT_THE_WAY.has(error.code);
}

/** Answers of a server that can store nothing for now, whatever it is sent: its database is away, its disk is full. */
const STORES_NOTHING = new Set([503, 507]);

/** Whether the server was reached and broke on this very batch, so that others may still go through. */
export function brokeOnThis(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 500 && !STORES_NOTHING.has(error.status);
}
