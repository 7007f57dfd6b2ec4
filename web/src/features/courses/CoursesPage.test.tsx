import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { SignedInUser, type User } from '@/platform/session';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import type { CourseSummary } from './api';
import { CoursesPage } from './CoursesPage';

const student = { id: 'u1', name: 'Mira Lind', role: 'student', locale: 'en' } as User;

it('lets a student into a further course by a code', async () => {
  answerRequests({
    'GET /api/v1/session': { user: student, csrf_token: 't', demo: false, unclaimed: false },
    'GET /api/v1/courses': { courses: [], total: 0 },
  });
  await renderInApp(
    <SignedInUser value={student}>
      <CoursesPage />
    </SignedInUser>,
  );
  expect(await screen.findByRole('link', { name: 'Join a course' })).toHaveAttribute('href', '/join');
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Courses');
});

it('shows courses beyond the first page on request, and says how many there are', async () => {
  const course = (number: number) =>
    ({
      id: `c${number}`,
      title: `Course ${number}`,
      summary: '',
      language: 'en',
      lesson_count: 2,
      completed_lesson_count: 0,
      resume_lesson_id: null,
      next_due: null,
      begun: true,
      ended: false,
    }) as CourseSummary;
  answerRequests({
    'GET /api/v1/session': { user: student, csrf_token: 't', demo: false, unclaimed: false },
    'GET /api/v1/courses': (request: Request) => {
      const offset = Number(new URL(request.url).searchParams.get('offset'));
      return { courses: Array.from({ length: 50 }, (_, at) => course(offset + at)).slice(0, 60 - offset), total: 60 };
    },
  });
  await renderInApp(
    <SignedInUser value={student}>
      <CoursesPage />
    </SignedInUser>,
  );
  expect(await screen.findByText('50 of 60 courses')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
  expect(await screen.findByRole('link', { name: 'Course 59' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
});
