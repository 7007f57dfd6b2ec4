import { ApiError } from '@/platform/api/errors';
import { ask, askWithForm } from '../api/client';
import type { CourseFile } from '../types';

/** Above this a file travels in pieces, so that a broken connection costs one piece and not the file. */
export const WHOLE_BYTES = 2_000_000;
const PIECE_BYTES = 2_000_000;
const TRIES = 5;

export interface UploadTransport {
  send: (file: File) => Promise<CourseFile>;
  begin: (name: string, bytes: number) => Promise<{ id: string; offset: number }>;
  /** How much of it the server has; fails with `not_found` where it knows nothing of it any more. */
  offsetOf: (id: string) => Promise<number>;
  sendPiece: (id: string, offset: number, piece: Blob) => Promise<number>;
  complete: (id: string) => Promise<CourseFile>;
}

/** How files of a course reach the server. */
export function transportOf(courseId: string): UploadTransport {
  return {
    send: (file) => {
      const form = new FormData();
      form.append('file', file);
      return askWithForm<CourseFile>(`/courses/${courseId}/files`, form);
    },
    begin: (name, bytes) => ask('POST', `/courses/${courseId}/uploads`, { body: { name, bytes } }),
    offsetOf: async (id) => (await ask<{ offset: number }>('GET', `/uploads/${id}`)).offset,
    sendPiece: async (id, offset, piece) =>
      (
        await ask<{ offset: number }>('PATCH', `/uploads/${id}`, {
          params: { query: { offset } },
          body: piece,
          bodySerializer: () => piece,
        })
      ).offset,
    complete: (id) => ask<CourseFile>('POST', `/uploads/${id}/completion`),
  };
}

interface UploadOptions {
  transport: UploadTransport;
  /** Where the id of an upload that was broken off is kept, to go on with it later. */
  memory?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  scope: string;
  onProgress?: (share: number) => void;
  wait?: (milliseconds: number) => Promise<void>;
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Bring a file to the server; a large one in pieces, going on where an earlier try was broken off. */
export async function upload(file: File, options: UploadOptions): Promise<CourseFile> {
  const { transport, memory = localStorage, scope, onProgress = () => undefined, wait = pause } = options;
  onProgress(0);
  if (file.size <= WHOLE_BYTES) {
    const stored = await transport.send(file);
    onProgress(1);
    return stored;
  }
  const key = `attune.upload.${scope}.${file.name}.${file.size}.${file.lastModified}`;
  const begun = await resume(transport, memory.getItem(key));
  const { id, offset: first } = begun ?? (await transport.begin(file.name, file.size));
  memory.setItem(key, id);
  let offset = first;
  let failures = 0;
  while (offset < file.size) {
    onProgress(offset / file.size);
    try {
      offset = await transport.sendPiece(id, offset, file.slice(offset, offset + PIECE_BYTES));
      failures = 0;
    } catch (error) {
      failures += 1;
      if (!(error instanceof ApiError) || !(error.temporary || error.status === 409) || failures >= TRIES) throw error;
      await wait(500 * 2 ** failures);
      // The piece may have arrived though its answer did not.
      offset = await transport.offsetOf(id).catch(() => offset);
    }
  }
  const stored = await transport.complete(id);
  memory.removeItem(key);
  onProgress(1);
  return stored;
}

async function resume(transport: UploadTransport, id: string | null): Promise<{ id: string; offset: number } | null> {
  if (id === null) return null;
  try {
    return { id, offset: await transport.offsetOf(id) };
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not_found') return null;
    throw error;
  }
}
