import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { Schemas } from '@/platform/api/client';
import { createQueryClient } from '@/platform/query';
import { sessionKey } from '@/platform/session';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { blockOf, practice, questions } from '../quiz/quiz.testdata';
import { LessonPreview } from './LessonPreview';

const BLOCK: Schemas['BlockOut'] = {
  id: 'b1',
  kind: 'assignment',
  title: 'Essay',
  name: 'Essay',
  position: 1,
  html: null,
  image: null,
  audio: null,
  callout: null,
  code: null,
  video: null,
  quiz: null,
  poll: null,
  file: null,
  embed: null,
  hints: [],
  example: null,
  easier: null,
  challenge: null,
  prerequisite: null,
  closed: false,
  completed: false,
  expected_seconds: 60,
  new: false,
  waiting: false,
};

const PREVIEWED: Schemas['PreviewAssignment'] = {
  assignment: {
    block_id: 'b1',
    title: 'Essay',
    prompt_html: '<p>Write two pages.</p>',
    accepts: 'both',
    max_files: 2,
    points: 12,
    rubric: [{ id: 'r1', title: 'Clear', points: 12, description: '' }],
    late: 'refuse',
    percent_per_day: null,
    group: false,
  },
  due_at: null,
  due_after_days: 3,
};

vi.mock('../progress/ProgressProvider', () => ({ useProgress: () => ({ record: vi.fn<() => void>() }) }));

test('an assignment that is not published is shown from the draft, and nothing can be handed in', async () => {
  const requests = answerRequests({});
  const client = createQueryClient();
  const user = { id: 'u1', name: 'Mira', email: 'm@x.example', role: 'tutor' as const, locale: 'en' as const };
  client.setQueryData(sessionKey, { user: { ...user, active: true, created_at: '' }, csrf_token: 't' });
  await renderInApp(<LessonPreview lessonId="l1" language="en" blocks={[BLOCK]} assignments={{ b1: PREVIEWED }} />, {
    client,
  });
  expect(await screen.findByText('Write two pages.')).toBeVisible();
  expect(screen.getAllByText('12 points')).toHaveLength(2);
  expect(screen.getByText('Clear')).toBeVisible();
  expect(screen.getByText('Due 3 days after joining')).toBeVisible();
  expect(screen.getByRole('textbox', { name: 'Your text' })).toBeDisabled();
  expect(screen.getByText('Up to 2 files')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Hand in' })).toBeDisabled();
  expect(screen.getByText(/This is a preview/)).toBeVisible();
  expect(screen.queryByRole('alert')).toBeNull();
  expect(requests).toEqual([]);
});

test('what is not finished is named at its place, and everything else is shown', async () => {
  answerRequests({});
  const client = createQueryClient();
  const user = { id: 'u1', name: 'Mira', email: 'm@x.example', role: 'tutor' as const, locale: 'en' as const };
  client.setQueryData(sessionKey, { user: { ...user, active: true, created_at: '' }, csrf_token: 't' });
  const text = { ...BLOCK, id: 'b1', kind: 'markdown' as const, title: 'Text', name: 'Text', html: '<p>Before.</p>' };
  const quiz = { ...blockOf({ ...practice, questions: questions.slice(0, 1) }), id: 'quiz' };
  await renderInApp(
    <LessonPreview
      lessonId="l1"
      language="en"
      blocks={[text, quiz]}
      assignments={{}}
      outline={[
        { id: 'b1', questionIds: [] },
        { id: quiz.id, questionIds: ['unfinished', 'q1'] },
        { id: 'image', questionIds: [] },
      ]}
      unfinished={(blockId, questionId) => {
        if (blockId === 'image') return <p>An image is missing</p>;
        return questionId === 'unfinished' ? <p>A prompt is missing</p> : null;
      }}
    />,
    { client },
  );
  const places = [
    await screen.findByText('Before.'),
    await screen.findByText('A prompt is missing'),
    await screen.findByText('Question 2'),
    screen.getByText('An image is missing'),
  ];
  places.reduce((before, after) => {
    expect(before.compareDocumentPosition(after)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    return after;
  });
});
