/**
 * What a lesson holds while it is written, and what the server says about one's own courses. The content of a block is
 * free in the API, for what is written need not be complete yet; its types stand here.
 */
import type { Schemas } from '@/platform/api/client';

export type Prerequisite = Schemas['BodyPrerequisite'];

export interface Choice {
  id: string;
  text: string;
  correct: boolean;
  feedback: string | null;
}

interface Asked {
  id: string;
  prompt: string;
  feedback: string | null;
  points: number;
}

export interface ChoiceQuestion extends Asked {
  kind: 'single' | 'multiple';
  choices: Choice[];
  /** Of several choices: each correct one earns its part, each wrong one costs as much. */
  partial_credit: boolean;
}

export interface TrueFalseQuestion extends Asked {
  kind: 'true_false';
  answer: boolean;
}

export interface NumberQuestion extends Asked {
  kind: 'number';
  answer: number | null;
  tolerance: number;
  unit: string | null;
}

export interface ShortTextQuestion extends Asked {
  kind: 'short_text';
  accepted: string[];
  case_sensitive: boolean;
}

export interface MatchingQuestion extends Asked {
  kind: 'matching';
  pairs: { id: string; left: string; right: string }[];
  distractors: string[];
}

export interface OrderingQuestion extends Asked {
  kind: 'ordering';
  items: { id: string; text: string }[];
}

export interface Gap {
  id: string;
  accepted: string[];
  choices: string[] | null;
}

export interface GapsQuestion extends Asked {
  kind: 'gaps';
  text: string;
  gaps: Gap[];
}

export interface LongTextQuestion extends Asked {
  kind: 'long_text';
  rubric: string | null;
  min_words: number | null;
  max_words: number | null;
}

export interface FileQuestion extends Asked {
  kind: 'file';
  accept: string[];
  max_files: number;
}

export type AnyQuestion =
  | ChoiceQuestion
  | TrueFalseQuestion
  | NumberQuestion
  | ShortTextQuestion
  | MatchingQuestion
  | OrderingQuestion
  | GapsQuestion
  | LongTextQuestion
  | FileQuestion;

export type QuestionKind = AnyQuestion['kind'];

/** What an item of a quiz has beside its question. */
export interface ItemHelp {
  skill: string | null;
  pool: string | null;
  hints: string[];
  example: string | null;
  easier: AnyQuestion | null;
}

export type Item = AnyQuestion & ItemHelp;

export interface QuizContent {
  graded: boolean;
  attempts_allowed: number | null;
  pass_score: number;
  shuffle: boolean;
  /** How many items of each pool an attempt asks. */
  draw: Record<string, number>;
  time_limit_minutes: number | null;
  grace_seconds: number;
  available_from: string | null;
  available_until: string | null;
  review: 'after_each' | 'after_last' | 'after_due';
  weight: number;
  questions: Item[];
}

export interface RubricLine {
  id: string;
  title: string;
  points: number;
  description: string;
}

export interface AssignmentContent {
  prompt: string;
  accepts: 'text' | 'files' | 'both';
  max_files: number;
  points: number;
  rubric: RubricLine[];
  due_at: string | null;
  due_after_days: number | null;
  late: 'accept' | 'penalty' | 'refuse';
  /** What each day costs where late work loses points, and only there. */
  percent_per_day: number | null;
  group: boolean;
  weight: number;
}

/** What a block of each kind holds. */
export interface Contents {
  markdown: { text: string };
  image: { file: string; alt: string; caption: string | null };
  video: {
    file: string | null;
    url: string | null;
    captions: string | null;
    transcript: string | null;
    duration_seconds: number | null;
    poster: string | null;
  };
  audio: { file: string; transcript: string | null };
  file: { file: string; bytes: number };
  embed: { url: string; title: string };
  callout: { tone: 'note' | 'tip' | 'warning' | 'important'; text: string };
  code: { language: string; text: string };
  poll: { question: string; choices: { id: string; text: string }[]; results: 'after_answer' | 'never' };
  quiz: QuizContent;
  assignment: AssignmentContent;
}

export type BlockKind = keyof Contents;

export interface BlockHelp {
  title: string | null;
  hints: string[];
  example: string | null;
  easier: string | null;
  challenge: string | null;
  prerequisite: Prerequisite | null;
}

export type BlockOf<Kind extends BlockKind> = BlockHelp & { id: string; kind: Kind; content: Contents[Kind] };

export type BlockBody = { [Kind in BlockKind]: BlockOf<Kind> }[BlockKind];

export interface LessonBody {
  title: string;
  minutes: number;
  blocks: BlockBody[];
}

export type CourseState = Schemas['CourseState'];
export type OwnCourse = Schemas['AuthoredCourse'];
export type OwnCourseDetail = Schemas['AuthoredCourseDetail'];
export type OwnModule = Schemas['AuthoredModule'];
export type OwnLesson = Schemas['AuthoredLesson'];
export type CourseFile = Schemas['CourseFileOut'];
export type LessonVersion = Schemas['VersionOut'];

/** A lesson as it is being written, with the contents of its blocks as they are here. */
export type LessonDraft = Omit<Schemas['LessonDraftOut'], 'body'> & { body: LessonBody };

/** What keeps a draft from being published, and where it is. `code` names the rule that is broken, `details` what it names. */
export type PublishProblem = Schemas['PreviewProblem'];

export type ImportReport = Schemas['ImportReport'];
export type Import = Schemas['CourseImport'];
