import type { BlockBody } from '../types';

const IDS = /^(?:id|kind)$/;

/** What a block says, in lines: its own words first, then everything else that was entered. */
export function plainText({ title, content, hints, example, easier, challenge }: BlockBody): string {
  return [title, ...linesOf(content), ...hints, example, easier, challenge].filter(Boolean).join('\n');
}

function linesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(linesOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (IDS.test(key) ? [] : linesOf(part)));
}
