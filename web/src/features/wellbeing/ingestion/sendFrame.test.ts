import { expect, test, vi } from 'vitest';
import { answerRequests, failure } from '@/test/server';
import { sendFrame } from './sendFrame';

const FRAMES = 'POST /api/v1/wellbeing/frames';
const jpeg = new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xd9])], { type: 'image/jpeg' });
const reading = {
  t: 5,
  face: false,
  box: null,
  p: [0, 0, 0, 0, 0, 0, 0, 0],
  valence: 0,
  arousal: 0,
  quality: 0,
  abstain: 'no_face',
  model: 'cnn@1',
};

test('a frame goes out as it is, with its time', async () => {
  const requests = answerRequests({ [FRAMES]: { reading, next_in_ms: 640 } });
  expect(await sendFrame(jpeg, 5, null)).toEqual({ kind: 'reading', reading, nextInMs: 640 });
  expect(requests[0]!.headers.get('Content-Type')).toBe('image/jpeg');
  expect(new URL(requests[0]!.url).searchParams.get('t')).toBe('5');
  expect(new Uint8Array(await requests[0]!.arrayBuffer())).toEqual(new Uint8Array([0xff, 0xd8, 0xff, 0xd9]));
});

test('where the face was goes along, to the tenth of a pixel', async () => {
  const requests = answerRequests({ [FRAMES]: { reading, next_in_ms: 640 } });
  await sendFrame(jpeg, 5, { x: -3.25, y: 20, width: 50.06, height: 60 });
  await sendFrame(jpeg, 6, null);
  expect(requests.map(({ url }) => new URL(url).searchParams.get('last'))).toEqual(['-3.3,20.0,50.1,60.0', null]);
});

test.each([
  [503, 'analysis_busy', { kind: 'wait', reason: 'server_busy', retryAfter: 2 }],
  [429, 'frame_too_soon', { kind: 'wait', reason: 'server_busy', retryAfter: 2 }],
  [502, 'unexpected_answer', { kind: 'wait', reason: 'server_busy', retryAfter: 2 }],
  [503, 'model_not_served', { kind: 'refused', reason: 'model_missing' }],
  [409, 'consent_required', { kind: 'refused', reason: 'not_allowed' }],
  [422, 'frame_damaged', { kind: 'refused', reason: 'server_failed' }],
])('%d %s is answered by %o', async (status, code, answer) => {
  answerRequests({ [FRAMES]: failure(status, code) });
  expect(await sendFrame(jpeg, 5, null)).toEqual(answer);
});

test('an unanswered frame is given up after a while', async () => {
  const limit = new AbortController();
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
  answerRequests({
    [FRAMES]: ({ signal }: Request) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  });
  const answer = sendFrame(jpeg, 5, null);
  expect(timeout).toHaveBeenCalledWith(15_000);
  setTimeout(() => limit.abort(new DOMException('', 'TimeoutError')));
  expect(await answer).toEqual({ kind: 'wait', reason: 'offline' });
});
