import type { AnyQuestion, BlockBody, BlockKind, Choice, Contents, Item, ItemHelp, QuestionKind } from '../types';

/** The kinds of blocks in the order in which they are offered. */
export const BLOCK_KINDS: readonly BlockKind[] = [
  'markdown',
  'image',
  'video',
  'audio',
  'file',
  'quiz',
  'assignment',
  'poll',
  'callout',
  'code',
  'embed',
];

/** The kinds of questions in the order in which they are offered. */
export const QUESTION_KINDS: readonly QuestionKind[] = [
  'single',
  'multiple',
  'true_false',
  'number',
  'short_text',
  'matching',
  'ordering',
  'gaps',
  'long_text',
  'file',
];

/** Kinds that a tutor grades: they have no easier sibling that could be checked at once. */
export const GRADED_BY_HAND: ReadonlySet<QuestionKind> = new Set(['long_text', 'file']);

export const newId = (): string => crypto.randomUUID();

export const newChoice = (correct = false): Choice => ({ id: newId(), text: '', correct, feedback: null });

const NO_HELP: ItemHelp = { skill: null, pool: null, hints: [], example: null, easier: null };

/** An empty question of a kind. */
export function newQuestion(kind: QuestionKind): AnyQuestion {
  const asked = { id: newId(), prompt: '', feedback: null, points: 1 };
  switch (kind) {
    case 'single':
    case 'multiple':
      return { ...asked, kind, choices: [newChoice(true), newChoice()], partial_credit: kind === 'multiple' };
    case 'true_false':
      return { ...asked, kind, answer: true };
    case 'number':
      return { ...asked, kind, answer: null, tolerance: 0, unit: null };
    case 'short_text':
      return { ...asked, kind, accepted: [''], case_sensitive: false };
    case 'matching':
      return { ...asked, kind, pairs: [newPair(), newPair()], distractors: [] };
    case 'ordering':
      return { ...asked, kind, items: [newLine(), newLine()] };
    case 'gaps':
      return { ...asked, kind, text: '', gaps: [] };
    case 'long_text':
      return { ...asked, kind, rubric: null, min_words: null, max_words: null };
    case 'file':
      return { ...asked, kind, accept: [], max_files: 1 };
  }
}

export const newPair = () => ({ id: newId(), left: '', right: '' });
export const newLine = () => ({ id: newId(), text: '' });
export const newRubricLine = () => ({ id: newId(), title: '', points: 1, description: '' });

/** An empty item of a quiz. */
export function newItem(kind: QuestionKind): Item {
  return { ...newQuestion(kind), ...NO_HELP };
}

/** What a block of a kind holds at first. */
export function newContent(kind: BlockKind): Contents[BlockKind] {
  const contents: { [Kind in BlockKind]: () => Contents[Kind] } = {
    markdown: () => ({ text: '' }),
    image: () => ({ file: '', alt: '', caption: null }),
    video: () => ({
      file: null,
      url: null,
      captions: null,
      transcript: null,
      duration_seconds: null,
      poster: null,
    }),
    audio: () => ({ file: '', transcript: null }),
    file: () => ({ file: '', bytes: 0 }),
    embed: () => ({ url: '', title: '' }),
    callout: () => ({ tone: 'note', text: '' }),
    code: () => ({ language: 'python', text: '' }),
    poll: () => ({ question: '', choices: [newLine(), newLine()], results: 'after_answer' }),
    quiz: () => ({
      graded: false,
      attempts_allowed: null,
      pass_score: 0.6,
      shuffle: false,
      draw: {},
      time_limit_minutes: null,
      grace_seconds: 30,
      available_from: null,
      available_until: null,
      review: 'after_each',
      weight: 1,
      questions: [newItem('single')],
    }),
    assignment: () => ({
      prompt: '',
      accepts: 'text',
      max_files: 3,
      points: 10,
      rubric: [],
      due_at: null,
      due_after_days: null,
      late: 'accept',
      percent_per_day: null,
      group: false,
      weight: 1,
    }),
  };
  return contents[kind]();
}

/** An empty block of a kind, with an id that it keeps for good. */
export function newBlock(kind: BlockKind, content?: Contents[BlockKind]): BlockBody {
  return {
    id: newId(),
    kind,
    title: null,
    hints: [],
    example: null,
    easier: null,
    challenge: null,
    prerequisite: null,
    content: content ?? newContent(kind),
  } as BlockBody;
}
