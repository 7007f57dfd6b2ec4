import type { Contents } from '../types';

/** What the fields of a block's content get. */
export interface ContentFields<Kind extends keyof Contents> {
  content: Contents[Kind];
  onChange: (content: Contents[Kind]) => void;
}

/** An empty entry stands for none. */
export const orNull = (text: string): string | null => (text === '' ? null : text);

/** What a number field gives; empty stands for none. */
export const numberOrNull = (value: string | number): number | null => (typeof value === 'number' ? value : null);
