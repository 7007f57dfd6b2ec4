import { describe, expect, it } from 'vitest';
import { newBlock } from '../draft/newBlocks';
import type { BlockBody } from '../types';
import { firstWords } from './blockName';

const text = (words: string): BlockBody => ({ ...newBlock('markdown'), content: { text: words } }) as BlockBody;

describe('the first words of a block without a title', () => {
  it('are those of its first line that says something, without marks', () => {
    expect(firstWords(text('\n\n## The **bell** and [its width](bell.md)\n\nMore.'))).toBe('The bell and its width');
    expect(firstWords(text('1. First `x`'))).toBe('First x');
  });

  it('are the caption of an image before its description', () => {
    const image = newBlock('image') as Extract<BlockBody, { kind: 'image' }>;
    expect(firstWords({ ...image, content: { ...image.content, alt: 'A curve' } })).toBe('A curve');
    expect(firstWords({ ...image, content: { ...image.content, alt: 'A curve', caption: '*The* bell' } })).toBe(
      'The bell',
    );
  });

  it('are cut where they are long, and nothing where there are none', () => {
    expect(firstWords(text('word '.repeat(30)))).toHaveLength(60);
    expect(firstWords(newBlock('image'))).toBe('');
  });
});
