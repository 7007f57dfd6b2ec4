// Model files over the network, verified by their hash and kept by it in the Cache API, where there is one.

const CACHE = 'attune-models';

export type ModelFailure = 'model_missing' | 'model_corrupt' | 'offline';

/** A model that cannot be used; there is no fallback, the camera stays off and says why. */
export class ModelProblem extends Error {
  readonly failure: ModelFailure;

  constructor(failure: ModelFailure, message: string) {
    super(message);
    this.name = 'ModelProblem';
    this.failure = failure;
  }
}

/** Fetch a file of a model; throws ModelProblem when the server does not have it, or cannot be reached. */
async function fetchModelFile(url: string, cache: RequestCache): Promise<ArrayBuffer> {
  const unreachable = (cause: unknown) => {
    throw new ModelProblem('offline', `${url} cannot be reached: ${String(cause)}`);
  };
  const response = await fetch(url, { cache, credentials: 'same-origin' }).catch(unreachable);
  if (!response.ok) throw new ModelProblem('model_missing', `${url} answered ${response.status}`);
  return response.arrayBuffer().catch(unreachable);
}

/** The newest bytes of a file without a known hash; the cached ones where the server cannot be reached. */
export async function newestFile(url: string): Promise<ArrayBuffer> {
  try {
    return await fetchModelFile(url, 'no-cache');
  } catch (cause) {
    const kept = cause instanceof ModelProblem && cause.failure === 'offline' ? await keptFile(url) : null;
    if (!kept) throw cause;
    return kept;
  }
}

/**
 * The bytes of a file whose SHA-256 is known: from the cache, or from the network and then into the cache. Bytes with
 * another hash are never returned: cached ones are fetched again once, fetched ones throw ModelProblem.
 */
export async function verifiedFile(url: string, sha256: string): Promise<ArrayBuffer> {
  const versioned = `${url}?v=${sha256}`;
  const cached = await keptFile(versioned);
  if (cached && (await hash(cached)) === sha256) return cached;
  const bytes = await fetchModelFile(versioned, cached ? 'reload' : 'default');
  const actual = await hash(bytes);
  if (actual !== sha256) {
    throw new ModelProblem('model_corrupt', `${url} has sha256 ${actual}, expected ${sha256}`);
  }
  await withCache((cache) => evictModel(cache, url));
  await saveFile(versioned, bytes);
  return bytes;
}

/** Keep a file for a start that is quicker, or without a network. */
export async function saveFile(url: string, bytes: ArrayBuffer): Promise<void> {
  await withCache((cache) => cache.put(url, new Response(bytes)));
}

function keptFile(url: string): Promise<ArrayBuffer | null> {
  return withCache(async (cache) => (await (await cache.match(url))?.arrayBuffer()) ?? null);
}

/** Use the cache; null where the browser has none or it fails, as when the disk is full: it only saves the way. */
async function withCache<T>(act: (cache: Cache) => Promise<T>): Promise<T | null> {
  try {
    return await act(await caches.open(CACHE));
  } catch {
    return null;
  }
}

/** Drop what is kept of a model's folder, now that there is something newer: its manifest, other versions and variants of the file. */
async function evictModel(cache: Cache, url: string): Promise<void> {
  const folder = new URL('.', new URL(url, location.href)).href;
  const old = (await cache.keys()).filter((request) => request.url.startsWith(folder));
  await Promise.all(old.map((request) => cache.delete(request)));
}

async function hash(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
