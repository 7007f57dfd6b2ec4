import type { KeyboardEvent } from 'react';
import type { Given } from '../answers';
import type { AskedQuestion } from './kinds';

/** What every control of a question gets. */
export interface ControlProps {
  question: AskedQuestion;
  given: Given | undefined;
  labelledBy: string;
  describedBy: string;
  /** It was graded, or is only shown. */
  marked: boolean;
  invalid: boolean;
  onAnswer: (given: Given) => void;
  onKeyDown: ((event: KeyboardEvent<HTMLInputElement>) => void) | undefined;
}

/** An answer that is a list of ids, such as several choices or an order. */
export function asList(given: Given | undefined): readonly string[] {
  if (given === undefined) return [];
  if (typeof given === 'string') return given === '' ? [] : [given];
  return Array.isArray(given) ? (given as readonly string[]) : [];
}

/** An answer that has a text for each part, such as the gaps of a sentence. */
export function asMap(given: Given | undefined): Readonly<Record<string, string>> {
  return given !== undefined && typeof given !== 'string' && !Array.isArray(given)
    ? (given as Readonly<Record<string, string>>)
    : {};
}

/** An answer that is one text. */
export function asText(given: Given | undefined): string {
  return typeof given === 'string' ? given : '';
}
