import { describe, expect, it } from 'vitest';

import { identityOf, parseManifest } from './bundle';
import { golden, repositoryFile } from './golden';

const { model } = golden<{ model: string }>('readings');
const shipped = () => JSON.parse(repositoryFile(`models/${model}/model.json`).toString()) as Record<string, unknown>;

describe('parseManifest', () => {
  it('reads the manifest of the shipped model', () => {
    const manifest = parseManifest(shipped());
    expect(identityOf(manifest)).toBe(`${model}@${String(shipped().version)}`);
    expect(manifest).toMatchObject({ inputName: 'image', outputName: 'logits', channels: 1, crop: { scale: 1.2, shiftY: -0.11 } });
    expect(manifest.labels).toHaveLength(8);
  });

  it.each(Object.keys(shipped()).filter((key) => !['dataset', 'protocol', 'metrics', 'parameters', 'trained'].includes(key)))(
    'refuses a manifest without %s',
    (key) => {
      const { [key]: _, ...rest } = shipped();
      expect(() => parseManifest(rest)).toThrow(TypeError);
    },
  );

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

  it.each([null, [], 'text', 3])('refuses %j', (json) => {
    expect(() => parseManifest(json)).toThrow(TypeError);
  });
});
