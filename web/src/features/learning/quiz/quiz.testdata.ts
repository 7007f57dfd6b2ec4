import type { Block, Quiz, QuizResult } from '../api';
import type { DraftAnswer } from './api';

const choices = [
  { id: 'c1', text_html: 'Amplitude' },
  { id: 'c2', text_html: 'Frequency' },
];
const plain = { unit: null, case_sensitive: false };
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
  draft: [],
  questions,
};
export const practice: Quiz = { ...limited, graded: false, attempts_allowed: null };
export const blockOf = (quiz: Quiz): Block => ({
  id: 'b1',
  position: 1,
  kind: 'quiz',
  title: 'Check',
  html: null,
  video: null,
  quiz,
  file: null,
  embed: null,
  hints: [],
  example: null,
  completed: false,
  closed: false,
  expected_seconds: 60,
});
export const result = (score: number, left: number | null): QuizResult => ({
  id: 'a1',
  score,
  passed: score >= 0.6,
  attempts_left: left,
  submitted_at: '2026-01-01T10:00:00Z',
  questions: questions.map(({ id }, index) => ({
    question_id: id,
    correct: index < score * 4,
    feedback_html: index === 0 ? '<p>Loudness follows amplitude.</p>' : null,
  })),
});

export const ATTEMPTS = 'POST /api/v1/quizzes/b1/attempts';
export const DRAFT = 'PUT /api/v1/quizzes/b1/draft';
export const readAs = (answer: string, reading: Partial<DraftAnswer['reading']>) => ({
  question_id: 'q3',
  answer,
  changed_at: '2026-01-01T10:00:00Z',
  reading: { status: 'read', text: null, approximately: null, choices: [], problem: null, ...reading },
});
