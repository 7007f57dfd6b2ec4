import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import type { CourseSummary } from './api';
import { CourseCard } from './CourseCard';
import { byNextAction } from './nextAction';

const course: CourseSummary = {
  id: 'c1',
  title: 'Waves',
  summary: 'Sound and light.',
  language: 'en',
  lesson_count: 4,
  completed_lesson_count: 0,
  resume_lesson_id: 'l1',
  student_count: null,
  next_due: null,
  state: 'running',
  starts_at: null,
  ends_at: null,
  begun: true,
  ended: false,
};

test('a course not begun offers to start at its first lesson', async () => {
  await renderInApp(<CourseCard course={course} />);
  expect(screen.getByRole('link', { name: 'Start Waves' })).toHaveAttribute('href', '/lessons/l1');
});

test('a course that is still to come says when it begins, and leads nowhere to work', async () => {
  const { unmount } = await renderInApp(
    <CourseCard course={{ ...course, begun: false, resume_lesson_id: null, starts_at: '2035-03-05T09:00:00Z' }} />,
  );
  expect(screen.getByText(/This course begins Mon/)).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Start Waves' })).toBeNull();
  unmount();
  await renderInApp(<CourseCard course={{ ...course, begun: false, state: 'draft', lesson_count: 0 }} />);
  expect(screen.getByText(/when your tutor opens it/)).toBeVisible();
});

test('a course under way continues at the resume position and says how far one is', async () => {
  await renderInApp(<CourseCard course={{ ...course, completed_lesson_count: 2, resume_lesson_id: 'l3' }} />);
  expect(screen.getByRole('link', { name: 'Continue Waves' })).toHaveAttribute('href', '/lessons/l3');
  expect(screen.getByText('2 of 4 lessons')).toBeVisible();
});

test('a finished course can be looked at again', async () => {
  await renderInApp(<CourseCard course={{ ...course, completed_lesson_count: 4 }} />);
  expect(screen.getByRole('link', { name: 'Look at Waves again' })).toHaveAttribute('href', '/courses/c1');
});

test('courses under way come first, finished ones last', () => {
  const courses = [
    { ...course, id: 'done', completed_lesson_count: 4 },
    { ...course, id: 'new' },
    { ...course, id: 'half', completed_lesson_count: 2 },
  ];
  expect(courses.toSorted(byNextAction).map(({ id }) => id)).toEqual(['half', 'new', 'done']);
});
