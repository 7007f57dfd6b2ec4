import { api, requestHeaders, unwrap } from './client';
import { errorFromAnswer, networkError } from './errors';

interface UploadOptions {
  /** Told how much has been sent, from 0 to 1. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
  /** The name of the part that holds the file. */
  field?: string;
}

/** Send a file as a form and say how far it is, which fetch cannot. Resolves to the body of the answer. */
export async function uploadFile<T>(path: string, file: File, options: UploadOptions = {}): Promise<T> {
  const first = await sendFile(path, file, options);
  if (first.status !== 400 || codeOf(first) !== 'csrf_failed') return read<T>(first);
  await unwrap(api.GET('/api/v1/session')); // a fresh token comes with it
  return read<T>(await sendFile(path, file, options));
}

interface Received {
  status: number;
  body: unknown;
}

function sendFile(path: string, file: File, { onProgress, signal, field = 'file' }: UploadOptions): Promise<Received> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries(requestHeaders())) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => resolve({ status: request.status, body: parse(request.responseText) }));
    request.addEventListener('error', () => reject(networkError(new TypeError('The upload broke off.'))));
    request.addEventListener('abort', () => reject(new DOMException('The upload was cancelled.', 'AbortError')));
    signal?.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append(field, file, file.name);
    request.send(form);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function codeOf({ status, body }: Received): string {
  return errorFromAnswer(body, new Response(null, { status })).code;
}

function read<T>({ status, body }: Received): T {
  if (status >= 200 && status < 300) return body as T;
  throw errorFromAnswer(body, new Response(null, { status }));
}
