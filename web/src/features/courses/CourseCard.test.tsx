import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import type { CourseSummary } from './api';
import { byNextAction, CourseCard } from './CourseCard';

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
};

test('a course not begun offers to start at its first lesson', async () => {
  await renderInApp(<CourseCard course={course} />);
  expect(screen.getByRole('link', { name: 'Start Waves' })).toHaveAttribute('href', '/lessons/l1');
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
