import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { verifiedFile } from './modelFiles';

const ADDRESS = '/models/m/model.onnx';
const bytesOf = (text: string) => new Uint8Array(new TextEncoder().encode(text)).buffer as ArrayBuffer;
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** The Cache API as far as model files need it. */
class MemoryCache {
  readonly kept = new Map<string, ArrayBuffer>();

  match = async (url: string) => (this.kept.has(url) ? new Response(this.kept.get(url)!) : undefined);
  put = async (url: string, response: Response) => void this.kept.set(url, await response.arrayBuffer());
  delete = async (url: string) => {
    const old = [...this.kept.keys()].filter((each) => each.startsWith(`${url}?`));
    for (const each of old) this.kept.delete(each);
    return old.length > 0;
  };
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

  it('forgets the old version when there is a new one', async () => {
    await verifiedFile(ADDRESS, hashOf('model'));
    fetched.mockImplementation(async () => new Response(bytesOf('better')));
    await verifiedFile(ADDRESS, hashOf('better'));
    expect([...cache.kept.keys()]).toEqual([`${ADDRESS}?v=${hashOf('better')}`]);
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

  it('says missing when the server cannot be reached', async () => {
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(verifiedFile(ADDRESS, hashOf('model'))).rejects.toMatchObject({ failure: 'model_missing' });
  });
});
