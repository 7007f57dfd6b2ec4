import createClient from 'openapi-fetch';
import { writeBody } from './body';
import { ApiError, errorFromAnswer, networkError } from './errors';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

function csrfToken(): string {
  const cookie = document.cookie.split('; ').find((part) => part.startsWith('attune_csrf='));
  return cookie ? decodeURIComponent(cookie.slice('attune_csrf='.length)) : '';
}

let userOfPage: () => string | undefined = () => undefined;

/** Say for whom this page makes its requests: a cookie that has become another user's must not act for this one. */
export function makeRequestsFor(userId: () => string | undefined): void {
  userOfPage = userId;
}

/** What every request that changes something carries: for whom it is made, and the token of the page. */
export function requestHeaders(): Record<string, string> {
  const userId = userOfPage();
  return { 'X-CSRF-Token': csrfToken(), ...(userId ? { 'X-Attune-User': userId } : {}) };
}

async function send(request: Request): Promise<Response> {
  const userId = userOfPage();
  if (userId) request.headers.set('X-Attune-User', userId);
  if (!SAFE_METHODS.has(request.method)) request.headers.set('X-CSRF-Token', csrfToken());
  try {
    return await fetch(request);
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    throw networkError(cause);
  }
}

/** Fetch with the CSRF token; a token that has expired is renewed once, unnoticed by the caller. */
async function fetchWithSession(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await send(request);
  if (response.status !== 400 || !(await isCsrfFailure(response))) return response;
  await send(new Request(new URL('/api/v1/session', location.origin), { signal: request.signal }));
  return send(again);
}

async function isCsrfFailure(response: Response): Promise<boolean> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return errorFromAnswer(body, response).code === 'csrf_failed';
}

/** The one API client; its paths and shapes come from the server's OpenAPI document. */
export const api = createClient<paths>({
  baseUrl: location.origin,
  fetch: fetchWithSession,
  bodySerializer: writeBody,
});

type Answer<T> = { data?: T; error?: unknown; response: Response };

let onUnauthenticated: () => void = () => undefined;
let onAnotherUser: () => void = () => undefined;

/** Say what happens when any request finds that the session has ended. */
export function whenSessionEnds(handler: () => void): void {
  onUnauthenticated = handler;
}

/** Say what happens when another user has signed in in this browser since the page was opened. */
export function whenAnotherUserSignsIn(handler: () => void): void {
  onAnotherUser = handler;
}

/** The body of a successful answer. Raises ApiError for every other one. */
export async function unwrap<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer;
  if (response.ok) return data as T;
  const failure = errorFromAnswer(error, response);
  if (failure.code === 'unauthenticated') onUnauthenticated();
  if (failure.code === 'another_user') onAnotherUser();
  throw failure;
}

export { ApiError };
