import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { TeachPage } from './TeachPage';

const question = (id: string, name: string, urgentAt: string | null = null) => ({
  id,
  student_name: name,
  course_title: 'Statistics',
  urgent_at: urgentAt,
});

const answer = (courses: object[], threads: object[], total = threads.length) =>
  answerRequests({
    'GET /api/v1/teaching/courses': { courses },
    'GET /api/v1/home': { role: 'tutor', tutor: { to_grade: 0, courses: [] } },
    'GET /api/v1/teaching/at-risk': { courses: courses.length > 0 ? [{ course_id: 'c1', count: 3 }] : [] },
    'GET /api/v1/teaching/live-sessions': { sessions: [] },
    'GET /api/v1/help/threads': { threads, total, page: 1, pages: 1 },
  });

test('a tutor without a course can create one', async () => {
  answer([], []);
  await renderInApp(<TeachPage />);
  expect(await screen.findByRole('link', { name: 'Create a course' })).toHaveAttribute('href', '/teach/courses?new');
  expect(screen.queryByText(/administrator/)).toBeNull();
});

test('open questions wait for the tutor, urgent ones are marked, and those that are not listed are counted', async () => {
  const threads = [question('q1', 'Mara', '2026-03-02T08:00:00Z'), question('q2', 'Ben')];
  answer([{ course_id: 'c1', title: 'Statistics', enrolled: 2, present: 0, waiting: 0 }], threads, 4);
  await renderInApp(<TeachPage />);
  const rows = within(await screen.findByRole('region', { name: 'Waiting for you' })).getAllByRole('listitem');
  expect(rows.map((row) => row.textContent)).toEqual([
    'Mara has asked a questionStatisticsUrgent',
    'Ben has asked a questionStatistics',
    '2 more open questions',
  ]);
  expect(within(rows[0]!).getByRole('link')).toHaveAttribute('href', '/help/q1');
  const look = await screen.findByRole('link', { name: '3 students need a look: Statistics' });
  expect(look).toHaveAttribute('href', '/teach/courses/c1/at-risk');
});
