import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { saveFile, newestFile, verifiedFile } from './modelFiles';

const ADDRESS = '/models/m/model.onnx';
const bytesOf = (text: string) => new Uint8Array(new TextEncoder().encode(text)).buffer as ArrayBuffer;
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** The Cache API as far as model files need it. */
class MemoryCache {
  readonly kept = new Map<string, ArrayBuffer>();

  match = async (url: string) => (this.kept.has(url) ? new Response(this.kept.get(url)!) : undefined);
  put = async (url: string, response: Response) => void this.kept.set(url, await response.arrayBuffer());
  keys = async () => [...this.kept.keys()].map((url) => new Request(new URL(url, location.href)));
  delete = async ({ url }: Request) => this.kept.delete(url.slice(location.origin.length));
}

let cache: MemoryCache;
const fetched = vi.fn<(url: string) => Promise<Response>>();

beforeEach(() => {
  cache = new MemoryCache();
  fetched.mockReset();
  fetched.mockImplementation(async () => new Response(bytesOf('model')));
  vi.stubGlobal('caches', { open: async () => cache });
  vi.stubGlobal('fetch', fetched);
});

describe('verifiedFile', () => {
  it('fetches a file once and keeps it by its hash', async () => {
    const first = await verifiedFile(ADDRESS, hashOf('model'));
    const second = await verifiedFile(ADDRESS, hashOf('model'));
    expect(new TextDecoder().decode(first)).toBe('model');
    expect(new Uint8Array(second)).toEqual(new Uint8Array(first));
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it('evicts the old version when there is a new one', async () => {
    await verifiedFile(ADDRESS, hashOf('model'));
    fetched.mockImplementation(async () => new Response(bytesOf('better')));
    await verifiedFile(ADDRESS, hashOf('better'));
    expect([...cache.kept.keys()]).toEqual([`${ADDRESS}?v=${hashOf('better')}`]);
  });

  it('evicts the other variant of the same model, and no other model', async () => {
    await verifiedFile(ADDRESS, hashOf('model'));
    await verifiedFile('/models/n/model.onnx', hashOf('model'));
    await verifiedFile('/models/m/model.int8.onnx', hashOf('model'));
    expect([...cache.kept.keys()].map((url) => url.split('?')[0])).toEqual([
      '/models/n/model.onnx',
      '/models/m/model.int8.onnx',
    ]);
  });

  it('fetches again when the cached copy is damaged', async () => {
    cache.kept.set(`${ADDRESS}?v=${hashOf('model')}`, bytesOf('mold'));
    expect(new TextDecoder().decode(await verifiedFile(ADDRESS, hashOf('model')))).toBe('model');
  });

  it('never returns or keeps bytes with another hash', async () => {
    await expect(verifiedFile(ADDRESS, hashOf('other'))).rejects.toMatchObject({ failure: 'model_corrupt' });
    expect(cache.kept.size).toBe(0);
  });

  it('says missing when the server does not have it', async () => {
    fetched.mockImplementation(async () => new Response('', { status: 404 }));
    await expect(verifiedFile(ADDRESS, hashOf('model'))).rejects.toMatchObject({ failure: 'model_missing' });
  });

  it('says offline when the server cannot be reached, or no longer in the middle of the file', async () => {
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await expect(verifiedFile(ADDRESS, hashOf('model'))).rejects.toMatchObject({ failure: 'offline' });
    const broken = new ReadableStream({ pull: (body) => body.error(new TypeError('network error')) });
    fetched.mockResolvedValueOnce(new Response(broken));
    await expect(verifiedFile(ADDRESS, hashOf('model'))).rejects.toMatchObject({ failure: 'offline' });
  });

  it('keeps the former version until the new one is there', async () => {
    await verifiedFile(ADDRESS, hashOf('model'));
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(verifiedFile(ADDRESS, hashOf('better'))).rejects.toMatchObject({ failure: 'offline' });
    expect(new TextDecoder().decode(await verifiedFile(ADDRESS, hashOf('model')))).toBe('model');
  });

  it.each([
    ['that the browser does not have', undefined],
    ['that it refuses', { open: () => Promise.reject(new DOMException('', 'SecurityError')) }],
    [
      'that is full',
      {
        open: async () =>
          Object.assign(new MemoryCache(), { put: () => Promise.reject(new DOMException('', 'QuotaExceededError')) }),
      },
    ],
    [
      'that is broken',
      { open: async () => ({ match: () => Promise.reject(new Error()), keys: () => Promise.reject(new Error()) }) },
    ],
  ])('does without a cache %s', async (_, storage) => {
    vi.stubGlobal('caches', storage);
    expect(new TextDecoder().decode(await verifiedFile(ADDRESS, hashOf('model')))).toBe('model');
  });
});

describe('newestFile', () => {
  const manifest = '/models/m/model.json';
  const newest = async () => new TextDecoder().decode(await newestFile(manifest));

  beforeEach(async () => {
    await saveFile(manifest, bytesOf('kept'));
  });

  it('asks the server, whatever is kept', async () => {
    expect(await newest()).toBe('model');
    expect(fetched).toHaveBeenCalledWith(manifest, expect.objectContaining({ cache: 'no-cache' }));
  });

  it('takes what is kept where the server cannot be reached', async () => {
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    expect(await newest()).toBe('kept');
    cache.kept.clear();
    await expect(newest()).rejects.toMatchObject({ failure: 'offline' });
  });

  it('believes a server that says there is none', async () => {
    fetched.mockImplementation(async () => new Response('', { status: 404 }));
    await expect(newest()).rejects.toMatchObject({ failure: 'model_missing' });
  });
});
