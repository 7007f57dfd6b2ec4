import { fireEvent, screen, waitFor } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { expect, test } from 'vitest';
import { takeBack } from '@/components/undo/undoStore';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { GradingWorkPage } from './GradingWorkPage';

const work = {
  id: 'w1',
  kind: 'assignment',
  state: 'waiting',
  course_id: 'c1',
  course_title: 'Statistics',
  language: 'en',
  lesson_id: 'l1',
  block_id: 'b1',
  item_title: 'A mean',
  student_name: 'Mara Lind',
  group_name: null,
  member_names: [],
  at: '2026-03-02T08:00:00Z',
  late: false,
  penalty: 0,
  number: 1,
  max_points: 10,
  points: null,
  comment: null,
  text: 'My text.',
  files: [],
  rubric: {},
  annotations: [],
  answers: [],
  assignment: { prompt_html: '<p>Write.</p>', rubric: [] },
  previous_id: null,
  next_id: null,
  position: 1,
  total: 1,
};

test('more points than can be got stay as they were typed, and nothing is sent', async () => {
  const requests = answerRequests({
    'GET /api/v1/grading/w1': work,
    'GET /api/v1/grading/saved-comments': { comments: [] },
    'PUT /api/v1/grading/w1': work,
  });
  await renderInApp(
    <Routes>
      <Route path="/grading/:workId" element={<GradingWorkPage />} />
    </Routes>,
    { path: '/grading/w1' },
  );
  const points = await screen.findByRole('textbox', { name: 'Points' });
  fireEvent.focus(points);
  fireEvent.change(points, { target: { value: '12' } });
  fireEvent.blur(points);
  expect(points).toHaveValue('12');
  expect(points).toHaveAccessibleDescription('At most 10 points');
  for (const name of ['Give the grade', 'Return to work on']) fireEvent.click(screen.getByRole('button', { name }));
  expect(points).toHaveFocus();
  expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);

  fireEvent.change(points, { target: { value: '10' } });
  expect(screen.queryByText('At most 10 points')).toBeNull();
});

test('undo after returning lets the work wait again, with what was typed', async () => {
  const bodies: unknown[] = [];
  answerRequests({
    'GET /api/v1/grading/w1': work,
    'GET /api/v1/grading/saved-comments': { comments: [] },
    'PUT /api/v1/grading/w1': async (request: Request) => {
      bodies.push(await request.json());
      return work;
    },
  });
  await renderInApp(
    <Routes>
      <Route path="/grading/:workId" element={<GradingWorkPage />} />
      <Route path="/grading" element={<p>The queue</p>} />
    </Routes>,
    { path: '/grading/w1' },
  );
  const points = await screen.findByRole('textbox', { name: 'Points' });
  fireEvent.focus(points);
  fireEvent.change(points, { target: { value: '4' } });
  fireEvent.blur(points);
  fireEvent.click(screen.getByRole('button', { name: 'Return to work on' }));
  await screen.findByText('The queue');
  takeBack();
  await waitFor(() => expect(bodies).toHaveLength(2));
  expect(bodies).toMatchObject([
    { state: 'returned', points: 4 },
    { state: 'waiting', points: 4 },
  ]);
});
