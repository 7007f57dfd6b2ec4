import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderInApp } from '@/test/render';
import type { Lesson } from '../progress/progress';
import { LessonNeighbours } from './LessonNeighbours';

const only = { course_id: 'c1', previous_lesson_id: null, next_lesson_id: null, completed: false } as Lesson;

it('leads to the course once where the lesson is the only one', async () => {
  await renderInApp(<LessonNeighbours lesson={only} />);
  expect(screen.getAllByRole('link')).toHaveLength(1);
  expect(screen.getByRole('link')).toHaveAttribute('href', '/courses/c1');
});

it('leads both ways from the first of several', async () => {
  await renderInApp(<LessonNeighbours lesson={{ ...only, next_lesson_id: 'l2' }} />);
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/courses/c1', '/lessons/l2']);
});
