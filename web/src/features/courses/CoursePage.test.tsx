import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { expect, it } from 'vitest';
import { SignedInUser, type User } from '@/platform/session';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { CoursePage } from './CoursePage';

const course = {
  id: 'c1',
  title: 'Statistics',
  summary: '',
  language: 'en',
  lesson_count: 0,
  completed_lesson_count: 0,
  resume_lesson_id: null,
  student_count: 3,
  next_due: null,
  state: 'running',
  starts_at: null,
  ends_at: null,
  begun: true,
  ended: false,
  modules: [],
};

it.each([
  ['student', '/courses'],
  ['tutor', '/teach/courses'],
])('leads a %s back to the list of courses', async (role, list) => {
  const user = { id: 'u1', name: 'Mira Lind', role, locale: 'en' } as User;
  answerRequests({
    'GET /api/v1/session': { user, csrf_token: 't', demo: false, unclaimed: false },
    'GET /api/v1/courses/c1': course,
  });
  await renderInApp(
    <SignedInUser value={user}>
      <Routes>
        <Route path="/courses/:courseId" element={<CoursePage />} />
      </Routes>
    </SignedInUser>,
    { path: '/courses/c1' },
  );
  expect(await screen.findByRole('link', { name: 'Courses' })).toHaveAttribute('href', list);
});
