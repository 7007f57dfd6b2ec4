import type { Block, Quiz, QuizResult } from '../api';
import type { DraftAnswer } from './api';

const choices = [
  { id: 'c1', text_html: 'Amplitude' },
  { id: 'c2', text_html: 'Frequency' },
];
/** What every question has, of whatever kind. */
export const plain = {
  points: 1,
  unit: null,
  case_sensitive: false,
  lefts: [],
  rights: [],
  items: [],
  text_html: null,
  gaps: [],
  min_words: null,
  max_words: null,
  rubric_html: null,
  accept: [],
  max_files: null,
  hints: [],
  example: null,
  easier: null,
};
export const questions: Quiz['questions'] = [
  { id: 'q1', kind: 'single', prompt_html: '<p>How loud?</p>', choices, ...plain },
  { id: 'q2', kind: 'multiple', prompt_html: '<p>Which are properties?</p>', choices, ...plain },
  { id: 'q3', kind: 'number', prompt_html: '<p>How fast?</p>', choices: [], ...plain },
  { id: 'q4', kind: 'short_text', prompt_html: '<p>What unit?</p>', choices: [], ...plain },
];
export const limited: Quiz = {
  graded: true,
  attempts_allowed: 2,
  attempts_used: 0,
  best_score: null,
  version: 'v1',
  help_withheld: false,
  draft: [],
  questions,
  begins_by_hand: false,
  time_limit_minutes: null,
  grace_seconds: 30,
  available_from: null,
  available_until: null,
  review: 'after_each',
  pass_score: 0.6,
  weight: 1,
  points: 4,
  open_attempt: null,
  reopened_until: null,
  server_time: '2026-01-01T10:00:00Z',
};
export const practice: Quiz = { ...limited, graded: false, attempts_allowed: null };
export const blockOf = (quiz: Quiz): Block => ({
  id: 'b1',
  position: 1,
  kind: 'quiz',
  title: 'Check',
  name: 'Check',
  html: null,
  video: null,
  image: null,
  audio: null,
  callout: null,
  code: null,
  poll: null,
  quiz,
  file: null,
  embed: null,
  hints: [],
  example: null,
  easier: null,
  challenge: null,
  prerequisite: null,
  completed: false,
  closed: false,
  waiting: false,
  new: false,
  expected_seconds: 60,
});
export const result = (score: number, left: number | null): QuizResult => ({
  id: 'a1',
  score,
  passed: score >= 0.6,
  attempts_left: left,
  state: 'graded',
  marks_shown: true,
  automatic: false,
  late: false,
  result_at: null,
  submitted_at: '2026-01-01T10:00:00Z',
  questions: questions.map(({ id }, index) => ({
    question_id: id,
    correct: index < score * 4,
    points: index < score * 4 ? 1 : 0,
    max_points: 1,
    state: 'graded',
    comment_html: null,
    feedback_html: index === 0 ? '<p>Loudness follows amplitude.</p>' : null,
  })),
});

export const ATTEMPTS = 'POST /api/v1/quizzes/b1/attempts';
export const DRAFT = 'PUT /api/v1/quizzes/b1/draft';
export const readAs = (answer: string, reading: Partial<DraftAnswer['reading']>) => ({
  question_id: 'q3',
  answer,
  changed_at: '2026-01-01T10:00:00Z',
  files: [],
  reading: { status: 'read', text: null, approximately: null, choices: [], problem: null, ...reading },
});
