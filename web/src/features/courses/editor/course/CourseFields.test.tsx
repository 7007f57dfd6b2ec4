import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { renderInApp } from '@/test/render';
import type { CourseEntries } from '../api/courses';
import { CourseFields } from './CourseFields';

const course = { title: 'T', summary: '', language: 'en' };

test.each([
  [null, 'a', 'a'],
  ['statistic', 's', 'statistics'],
  ['a', '{Backspace}', null],
])('a subject %j, then %j typed, is %j', async (subject, typed, expected) => {
  const onChange = vi.fn<(entries: CourseEntries) => void>();
  await renderInApp(<CourseFields entries={{ ...course, subject }} error={null} onChange={onChange} />);
  await userEvent.type(screen.getByRole('textbox', { name: 'Subject (optional)' }), typed);
  expect(onChange).toHaveBeenLastCalledWith({ ...course, subject: expected });
});
