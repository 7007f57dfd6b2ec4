import type { OpenLesson } from '@/platform/lesson/openLesson';

type Block = OpenLesson['blocks'][number];
type Item = NonNullable<Block['quiz']>['questions'][number];

/** What can be tried at a block, the gentlest first. */
const HELP = ['hint', 'example', 'easier', 'prerequisite'] as const;
export type LadderHelp = (typeof HELP)[number];
export type RungKind = LadderHelp | 'ask_tutor' | 'note' | 'talk';

/** One choice of who is lost. */
export interface Rung {
  kind: RungKind;
  /** The item of the quiz that it belongs to; null: the block itself. */
  questionId: string | null;
  /** How many steps it has: hints come one by one. */
  steps: number;
}

/** Help that the student has opened on this page, up to a step of it. */
export interface OpenedHelp {
  kind: string;
  questionId: string | null;
  step: number;
}

/** Where the last tap pointed to, and how far that had been read then. */
export interface Suggestion {
  kind: RungKind;
  read: number;
}

/** What the student has in hand at a block. */
interface Attempt {
  questionId: string | null;
  /** A graded quiz that is being answered. */
  gradedAttempt: boolean;
}

const plain = (kind: RungKind): Rung => ({ kind, questionId: null, steps: 1 });

/**
 * The real choices at a block, from what the page has of the lesson: only what exists there, the tutor last.
 *
 * While a graded quiz is open there is the tutor and nothing else. Where the author gave no help, there is something to
 * do all the same: write down what is unclear, or talk to someone.
 */
export function rungsAt(lesson: OpenLesson, blockId: string, { questionId, gradedAttempt }: Attempt): Rung[] {
  const block = lesson.blocks.find(({ id }) => id === blockId);
  if (!block) return [];
  const tutor = lesson.has_tutor ? [plain('ask_tutor')] : [];
  if (gradedAttempt) return tutor;
  const help = HELP.flatMap((kind) => helpAt(block, kind, questionId) ?? []);
  if (help.length === 0) return [...tutor, plain('note'), plain('talk')];
  return [...help, ...(lesson.has_tutor ? tutor : [plain('talk')])];
}

function helpAt(block: Block, kind: LadderHelp, questionId: string | null): Rung | null {
  if (kind === 'prerequisite') return block.prerequisite ? plain(kind) : null;
  const items = block.quiz?.questions ?? [];
  const item = items.find(({ id }) => id === questionId);
  if (item && stepsOf(item, kind) > 0) return { kind, questionId: item.id, steps: stepsOf(item, kind) };
  if (stepsOf(block, kind) > 0) return { kind, questionId: null, steps: stepsOf(block, kind) };
  // Help with another item than the one in hand would only confuse.
  const first = item ? undefined : items.find((each) => stepsOf(each, kind) > 0);
  return first ? { kind, questionId: first.id, steps: stepsOf(first, kind) } : null;
}

function stepsOf(place: Block | Item, kind: Exclude<LadderHelp, 'prerequisite'>): number {
  if (kind === 'hint') return place.hints.length;
  return place[kind] === null ? 0 : 1;
}

/** How many steps of a rung the student has opened. */
export function stepsRead({ kind, questionId }: Rung, opened: readonly OpenedHelp[]): number {
  const steps = opened.filter((each) => each.kind === kind && each.questionId === questionId).map(({ step }) => step);
  return Math.max(0, ...steps);
}

/** Which rung a tap points to: the first that is left, and with every further tap the next one that is left above it. */
export function suggestRung(
  rungs: readonly Rung[],
  opened: readonly OpenedHelp[],
  before: Suggestion | null,
): Suggestion | null {
  const left = (rung: Rung) => stepsRead(rung, opened) < rung.steps;
  const at = before ? rungs.findIndex(({ kind }) => kind === before.kind) : -1;
  const current = rungs[at];
  const goesOn = current && before && left(current) && stepsRead(current, opened) > before.read;
  const next = goesOn ? current : (rungs.find((rung, index) => index > at && left(rung)) ?? rungs.at(-1));
  return next ? { kind: next.kind, read: stepsRead(next, opened) } : null;
}
