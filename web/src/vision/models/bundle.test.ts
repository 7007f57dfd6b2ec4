import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { identityOf, loadBundle, parseManifest } from './bundle';
import { golden, repositoryFile } from '../golden';

const { model } = golden<{ model: string }>('readings');
const shipped = () => JSON.parse(repositoryFile(`models/${model}/model.json`).toString()) as Record<string, unknown>;

describe('parseManifest', () => {
  it('reads the manifest of the shipped model', () => {
    const manifest = parseManifest(shipped());
    expect(identityOf(manifest)).toBe(`${model}@${String(shipped().version)}`);
    expect(manifest).toMatchObject({
      inputName: 'image',
      outputName: 'logits',
      channels: 1,
      crop: { scale: 1.2, shiftY: -0.11 },
    });
    expect(manifest.labels).toHaveLength(8);
  });

  const notRead = new Set(['dataset', 'protocol', 'metrics', 'parameters', 'trained', 'bytes', 'variants']);

  it.each(Object.keys(shipped()).filter((key) => !notRead.has(key)))('refuses a manifest without %s', (key) => {
    const { [key]: _, ...rest } = shipped();
    expect(() => parseManifest(rest)).toThrow(TypeError);
  });

  it.each([
    ['labels', ['neutral', 'happy'], 'not expressions'],
    ['labels', ['neutral', 'neutral'], 'twice'],
    ['temperature', 0, 'positive'],
    ['temperature', 3, 'one positive number'],
    ['task', 'age', 'age'],
    ['crop', { detector: 'haar', scale: 1, shift_y: 0 }, 'haar'],
  ])('refuses %s = %j', (key, value, said) => {
    expect(() => parseManifest({ ...shipped(), [key]: value })).toThrow(said);
  });

  const int8 = { file: 'model.int8.onnx', sha256: 'abc', temperature: 0.5 };

  it('takes int8 with its own file, hash and temperature where the manifest names it, and fp32 where not', () => {
    expect(parseManifest({ ...shipped(), variants: { int8 } })).toMatchObject({ ...int8, variant: 'int8' });
    const { variants: _, ...old } = shipped();
    const fp32 = { variant: 'fp32', file: 'model.onnx', sha256: old.sha256, temperature: old.temperature };
    expect(parseManifest(old)).toMatchObject(fp32);
    expect(parseManifest({ ...shipped(), variants: {} })).toMatchObject(fp32);
    expect(parseManifest({ ...shipped(), variants: { int8 } }, 'fp32')).toMatchObject(fp32);
    expect(identityOf(parseManifest({ ...old, variants: { int8 } }))).toBe(identityOf(parseManifest(old)));
  });

  it('refuses a variant that is asked for and not there', () => {
    expect(() => parseManifest({ ...shipped(), variants: {} }, 'int8')).toThrow('no variant int8');
  });

  it.each([
    ['no section', null, 'variants is missing'],
    ['another variant', { int4: int8 }, 'int4'],
    ['no entry', { int8: null }, 'variants.int8 is missing'],
    ['another file', { int8: { ...int8, file: '../model.onnx' } }, 'not model.int8.onnx'],
    ['no hash', { int8: { ...int8, sha256: '' } }, 'variants.int8.sha256'],
    ['no temperature', { int8: { ...int8, temperature: undefined } }, 'variants.int8.temperature'],
    ['a temperature of 0', { int8: { ...int8, temperature: 0 } }, 'positive'],
  ])('refuses a manifest whose variants have %s, rather than falling back to fp32', (_, variants, said) => {
    expect(() => parseManifest({ ...shipped(), variants })).toThrow(said);
  });

  it.each([null, [], 'text', 3])('refuses %j', (json) => {
    expect(() => parseManifest(json)).toThrow(TypeError);
  });
});

describe('loadBundle', () => {
  const bytes = new TextEncoder().encode('int8');
  const hash = createHash('sha256').update(bytes).digest('hex');
  const described = { ...shipped(), variants: { int8: { file: 'model.int8.onnx', sha256: hash, temperature: 0.5 } } };
  const fetched = vi.fn<(url: string) => Promise<Response>>();

  beforeEach(() => {
    fetched.mockReset();
    fetched.mockImplementation(async (url) =>
      url.endsWith('model.json') ? Response.json(described) : new Response(bytes),
    );
    vi.stubGlobal('fetch', fetched);
    vi.stubGlobal('caches', {
      open: async () => ({ match: async () => undefined, put: async () => undefined, keys: async () => [] }),
    });
  });

  it('fetches the int8 file by its hash, and no other', async () => {
    const { manifest, model: loaded } = await loadBundle(model);
    expect(manifest.variant).toBe('int8');
    expect(new Uint8Array(loaded)).toEqual(new Uint8Array(bytes));
    expect(fetched.mock.calls.map(([url]) => url)).toEqual([
      `/models/${model}/model.json`,
      `/models/${model}/model.int8.onnx?v=${hash}`,
    ]);
  });

  it('loads again without a network what it loaded once', async () => {
    const kept = new Map<string, ArrayBuffer>();
    const cache = {
      match: async (url: string) => (kept.has(url) ? new Response(kept.get(url)) : undefined),
      put: async (url: string, response: Response) => void kept.set(url, await response.arrayBuffer()),
      keys: async () => [],
    };
    vi.stubGlobal('caches', { open: async () => cache });
    await loadBundle(model);
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    expect(new Uint8Array((await loadBundle(model)).model)).toEqual(new Uint8Array(bytes));
  });

  it('keeps no manifest whose model is not there', async () => {
    const put = vi.fn<() => Promise<void>>();
    vi.stubGlobal('caches', { open: async () => ({ match: async () => undefined, put, keys: async () => [] }) });
    fetched.mockImplementation(async (url) =>
      url.endsWith('model.json') ? Response.json(described) : new Response('other'),
    );
    await expect(loadBundle(model)).rejects.toMatchObject({ failure: 'model_corrupt' });
    expect(put).not.toHaveBeenCalled();
  });

  it.each([
    ['missing', () => new Response('', { status: 404 }), 'model_missing'],
    ['damaged', () => new Response('other'), 'model_corrupt'],
  ])('says why when the int8 file is %s, without trying fp32', async (_, answer, failure) => {
    fetched.mockImplementation(async (url) => (url.endsWith('model.json') ? Response.json(described) : answer()));
    await expect(loadBundle(model)).rejects.toMatchObject({ failure });
    expect(fetched.mock.calls.some(([url]) => url.includes('/model.onnx'))).toBe(false);
  });
});
