import { newId } from '../draft/newBlocks';
import type { Gap, GapsQuestion } from '../types';

const MARK = /\{\{([^{}]*)\}\}/g;

/** A text with gaps as its author types it: `[first accepted; second]` where a gap stands. */
export function gapsAsTyped({ text, gaps }: Pick<GapsQuestion, 'text' | 'gaps'>): string {
  return text.replaceAll(MARK, (_, id: string) => {
    const gap = gaps.find((each) => each.id === id);
    return `[${gap?.accepted.join('; ') ?? ''}]`;
  });
}

const TYPED = /\[([^[\]\n]*)\](?!\()/g;

/** What was typed, as text and gaps; a gap keeps its id by its place, so that answers to it stay its own. */
export function readGaps(typed: string, before: readonly Gap[]): Pick<GapsQuestion, 'text' | 'gaps'> {
  const gaps: Gap[] = [];
  const contents = [...typed.matchAll(TYPED)].map(([, inner = '']) => acceptedIn(inner));
  const ids = reuseIds(contents, before);
  let index = 0;
  const text = typed.replaceAll(TYPED, () => {
    const accepted = contents[index] ?? [];
    const id = ids[index]?.id ?? newId();
    gaps.push({ id, accepted, choices: ids[index]?.choices ?? null });
    index += 1;
    return `{{${id}}}`;
  });
  return { text, gaps };
}

const acceptedIn = (inner: string) =>
  inner
    .split(';')
    .map((answer) => answer.trim())
    .filter(Boolean);

/** Gaps with the same answers are the same ones; of the rest, those that stand in the same order. */
function reuseIds(contents: readonly string[][], before: readonly Gap[]): (Gap | undefined)[] {
  const left = [...before];
  const take = (gap: Gap | undefined) => {
    if (gap) left.splice(left.indexOf(gap), 1);
    return gap;
  };
  const found = contents.map((accepted) => take(left.find((gap) => gap.accepted.join(';') === accepted.join(';'))));
  return found.map((gap) => gap ?? take(left[0]));
}
