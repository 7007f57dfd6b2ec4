import { expect, test, vi } from 'vitest';
import { ApiError, networkError } from '@/platform/api/errors';
import type { CourseFile } from '../types';
import { upload, WHOLE_BYTES, type UploadTransport } from './upload';

const stored: CourseFile = {
  id: 'f1',
  name: 'a.mp4',
  url: '/a',
  bytes: 1,
  media_type: 'video/mp4',
  width: null,
  height: null,
  used_in: [],
};
const fileOf = (bytes: number) => new File([new Uint8Array(bytes)], 'a.mp4', { lastModified: 1 });
const large = fileOf(WHOLE_BYTES * 2 + 500_000);

/** A server that keeps what arrives; `fail` breaks the connection at the given pieces, before or after they are stored. */
function server(fail: (piece: number) => 'before' | 'after' | null = () => null) {
  let received = 0;
  let pieces = 0;
  const transport: UploadTransport = {
    send: vi.fn<UploadTransport['send']>(async () => stored),
    begin: vi.fn<UploadTransport['begin']>(async () => ({ id: 'u1', offset: 0 })),
    offsetOf: vi.fn<UploadTransport['offsetOf']>(async () => received),
    sendPiece: vi.fn<UploadTransport['sendPiece']>(async (_id, offset, piece) => {
      const failure = fail((pieces += 1));
      if (failure === 'before') throw networkError(null);
      expect(offset).toBe(received);
      received += piece.size;
      if (failure === 'after') throw networkError(null);
      return received;
    }),
    complete: vi.fn<UploadTransport['complete']>(async () => {
      expect(received).toBe(large.size);
      return stored;
    }),
  };
  return { transport, received: () => received };
}

const options = (transport: UploadTransport) => ({ transport, scope: 'c1', wait: async () => undefined });

test('a small file travels whole', async () => {
  const { transport } = server();
  expect(await upload(fileOf(10), options(transport))).toBe(stored);
  expect(transport.begin).not.toHaveBeenCalled();
});

test('a large file travels in pieces and says how far it is', async () => {
  const { transport } = server();
  const shares: number[] = [];
  await upload(large, { ...options(transport), onProgress: (share) => shares.push(share) });
  expect(transport.sendPiece).toHaveBeenCalledTimes(3);
  expect(shares.at(-1)).toBe(1);
  expect(shares).toEqual(shares.toSorted());
});

test.each(['before', 'after'] as const)(
  'a piece whose connection breaks %s it is stored arrives once',
  async (when) => {
    const { transport } = server((piece) => (piece === 2 ? when : null));
    expect(await upload(large, options(transport))).toBe(stored);
  },
);

test('what was broken off for good goes on where it was, and begins anew where the server has forgotten it', async () => {
  let broken = true;
  const { transport, received } = server((piece) => (broken && piece > 1 ? 'before' : null));
  await expect(upload(large, options(transport))).rejects.toThrow(ApiError);
  expect(received()).toBe(WHOLE_BYTES);
  broken = false;
  expect(await upload(large, options(transport))).toBe(stored);
  expect(transport.begin).toHaveBeenCalledTimes(1);

  const restarted = server();
  localStorage.setItem(`attune.upload.c1.a.mp4.${large.size}.1`, 'gone');
  vi.mocked(restarted.transport.offsetOf).mockRejectedValueOnce(new ApiError('not_found', 404, ''));
  expect(await upload(large, options(restarted.transport))).toBe(stored);
  expect(restarted.transport.begin).toHaveBeenCalledTimes(1);
});

test('a file that is refused is not sent again', async () => {
  const { transport } = server();
  vi.mocked(transport.sendPiece).mockRejectedValue(new ApiError('file_type_refused', 422, ''));
  await expect(upload(large, options(transport))).rejects.toThrow(ApiError);
  expect(transport.sendPiece).toHaveBeenCalledTimes(1);
});
