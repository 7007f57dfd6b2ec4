// Model files over the network, verified by their hash and kept by it in the Cache API.

const CACHE = 'attune-models';

export type ModelFailure = 'model_missing' | 'model_corrupt';

/** A model that cannot be used; there is no fallback, the camera stays off and says why. */
export class ModelProblem extends Error {
  readonly failure: ModelFailure;

  constructor(failure: ModelFailure, message: string) {
    super(message);
    this.name = 'ModelProblem';
    this.failure = failure;
  }
}

/** Fetch a file of a model; throws ModelProblem when the server does not have it. */
export async function fetchModelFile(url: string, cache: RequestCache = 'default'): Promise<Response> {
  const response = await fetch(url, { cache, credentials: 'same-origin' }).catch((cause: unknown) => {
    throw new ModelProblem('model_missing', `${url} cannot be reached: ${String(cause)}`);
  });
  if (!response.ok) throw new ModelProblem('model_missing', `${url} answered ${response.status}`);
  return response;
}

/**
 * The bytes of a file whose SHA-256 is known: from the cache, or from the network and then into the cache. Bytes with
 * another hash are never returned: cached ones are fetched again once, fetched ones throw ModelProblem.
 */
export async function verifiedFile(url: string, sha256: string): Promise<ArrayBuffer> {
  const versioned = `${url}?v=${sha256}`;
  const cache = await caches.open(CACHE);
  const cached = await (await cache.match(versioned))?.arrayBuffer();
  if (cached && (await hash(cached)) === sha256) return cached;
  await forgetModel(cache, url);
  const response = await fetchModelFile(versioned, cached ? 'reload' : 'default');
  const bytes = await response.arrayBuffer();
  const actual = await hash(bytes);
  if (actual !== sha256) {
    throw new ModelProblem('model_corrupt', `${url} has sha256 ${actual}, expected ${sha256}`);
  }
  await cache.put(versioned, new Response(bytes));
  return bytes;
}

/** Drop what is kept of a model's folder: other versions of the file, and the variant that was loaded before. */
async function forgetModel(cache: Cache, url: string): Promise<void> {
  const folder = new URL('.', new URL(url, location.href)).href;
  const old = (await cache.keys()).filter((request) => request.url.startsWith(folder));
  await Promise.all(old.map((request) => cache.delete(request)));
}

async function hash(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
