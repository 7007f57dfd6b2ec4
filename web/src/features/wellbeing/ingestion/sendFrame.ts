import { api, ApiError, unwrap } from '@/platform/api/client';
import type { FrameAnswer, SendFrame } from '@/vision';

const ANSWERED_WITHIN_MS = 15_000; // a network that swallows a picture must not hold the camera for ever

/** Have a frame of the camera read by the server; what goes wrong is an answer, too. */
export async function sendFrame(...[jpeg, t, last]: Parameters<SendFrame>): Promise<FrameAnswer> {
  const signal = AbortSignal.timeout(ANSWERED_WITHIN_MS);
  try {
    const { reading, next_in_ms: nextInMs } = await unwrap(
      api.POST('/api/v1/wellbeing/frames', {
        params: {
          query: {
            t,
            ...(last && {
              last: [last.x, last.y, last.width, last.height].map((pixels) => pixels.toFixed(1)).join(','),
            }),
          },
        },
        body: '', // its type in OpenAPI; what is sent is what the serializer gives
        bodySerializer: () => jpeg,
        headers: { 'Content-Type': 'image/jpeg' },
        signal,
      }),
    );
    return { kind: 'reading', reading, nextInMs };
  } catch (cause) {
    return signal.aborted ? { kind: 'wait', reason: 'offline' } : answerTo(cause);
  }
}

function answerTo(cause: unknown): FrameAnswer {
  if (!(cause instanceof ApiError)) throw cause;
  switch (cause.code) {
    case 'network_unreachable':
      return { kind: 'wait', reason: 'offline' };
    case 'analysis_busy':
    case 'frame_too_soon':
    case 'rate_limited':
      return { kind: 'wait', reason: 'server_busy', retryAfter: Number(cause.data.retry_after ?? 2) };
    case 'model_not_served':
      return { kind: 'refused', reason: 'model_missing' };
    case 'consent_required':
    case 'forbidden':
    case 'unauthenticated':
      return { kind: 'refused', reason: 'not_allowed' };
    default:
      return cause.temporary
        ? { kind: 'wait', reason: 'server_busy', retryAfter: 2 }
        : { kind: 'refused', reason: 'server_failed' };
  }
}
