import { expect, test, vi } from 'vitest';
import { answerRequests, failure } from '@/test/server';
import { api, makeRequestsFor, unwrap, whenAnotherUserSignsIn, whenSessionEnds } from './client';
import { ApiError } from './errors';

const signIn = () => unwrap(api.POST('/api/v1/session', { body: { email: 'a@b.example', password: 'x' } }));
const COURSES = 'GET /api/v1/courses';
const SESSION = 'POST /api/v1/session';

test('an expired CSRF token is renewed once, unnoticed', async () => {
  document.cookie = 'attune_csrf=old';
  const requests = answerRequests({
    [SESSION]: (request: Request) =>
      request.headers.get('X-CSRF-Token') === 'old'
        ? failure(400, 'csrf_failed')
        : { user: null, csrf_token: 'new', demo: false, unclaimed: false },
    'GET /api/v1/session': () => {
      document.cookie = 'attune_csrf=new';
      return { user: null, csrf_token: 'new', demo: false, unclaimed: false };
    },
  });
  await expect(signIn()).resolves.toMatchObject({ csrf_token: 'new' });
  expect(requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'POST']);
  expect(await requests[2]!.json()).toEqual({ email: 'a@b.example', password: 'x' });
});

test('a request that is given up while its token is renewed ends', async () => {
  const limit = new AbortController();
  answerRequests({
    [COURSES]: failure(400, 'csrf_failed'),
    'GET /api/v1/session': ({ signal }: Request) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        setTimeout(() => limit.abort(new DOMException('', 'TimeoutError')));
      }),
  });
  await expect(unwrap(api.GET('/api/v1/courses', { signal: limit.signal }))).rejects.toMatchObject({
    name: 'TimeoutError',
  });
});

test('an error carries its code, status and data', async () => {
  answerRequests({ [COURSES]: failure(429, 'rate_limited', { retry_after: 30 }) });
  const error = await unwrap(api.GET('/api/v1/courses')).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ code: 'rate_limited', status: 429, data: { retry_after: 30 }, temporary: true });
});

test('a server that cannot be reached is an error with its own code', async () => {
  vi.mocked(fetch).mockRejectedValue(new TypeError('Failed to fetch'));
  await expect(unwrap(api.GET('/api/v1/courses'))).rejects.toMatchObject({
    code: 'network_unreachable',
    temporary: true,
  });
});

test('a proxy that answers in its own words is understood as well as it can be', async () => {
  answerRequests({ [COURSES]: new Response('<h1>Bad gateway</h1>', { status: 502 }) });
  await expect(unwrap(api.GET('/api/v1/courses'))).rejects.toMatchObject({ code: 'unexpected_answer', status: 502 });
});

test('the end of the session is noticed on any request', async () => {
  const ended = vi.fn<() => void>();
  whenSessionEnds(ended);
  answerRequests({ [COURSES]: failure(401, 'unauthenticated') });
  await expect(unwrap(api.GET('/api/v1/courses'))).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(ended).toHaveBeenCalledTimes(1);
});

test('every request names the user of the page, and another one who is signed in by now is noticed', async () => {
  makeRequestsFor(() => 'user-1');
  const noticed = vi.fn<() => void>();
  whenAnotherUserSignsIn(noticed);
  const requests = answerRequests({ [COURSES]: failure(409, 'another_user') });
  await expect(unwrap(api.GET('/api/v1/courses'))).rejects.toMatchObject({ code: 'another_user' });
  expect(requests[0]!.headers.get('X-Attune-User')).toBe('user-1');
  expect(noticed).toHaveBeenCalledOnce();
  makeRequestsFor(() => undefined);
});
