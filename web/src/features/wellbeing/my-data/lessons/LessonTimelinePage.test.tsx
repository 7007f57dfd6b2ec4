import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { LessonTimelinePage } from './LessonTimelinePage';
import { mark, point, timeline } from './timeline.testdata';

async function open(change: Parameters<typeof timeline>[0] = {}) {
  const requests = answerRequests({ 'GET /api/v1/wellbeing/me/lessons/l1/timeline': timeline(change) });
  await renderInApp(
    <Routes>
      <Route path="/my-data/lessons/:lessonId" element={<LessonTimelinePage />} />
    </Routes>,
    { path: '/my-data/lessons/l1' },
  );
  await screen.findByRole('heading', { name: 'Waves: my timeline' });
  return requests;
}

test('everything in the chart is in the table, too', async () => {
  await open({
    marks: [
      mark(),
      mark({ kind: 'message', text: 'Try the hint.', response: 'helpful' }),
      mark({ kind: 'quiz', score: 0.5, passed: false, block_id: 'b2' }),
    ],
  });
  await userEvent.click(screen.getByRole('button', { name: 'Show as a table' }));
  const table = within(screen.getByRole('table', { name: 'The lesson over time' }));
  for (const cell of [
    /read as neutral 100%.*engaged.*coverage 90%/,
    /Try the hint\. · helpful/,
    /50%, not passed yet · Quiz 2/,
  ])
    expect(table.getByRole('cell', { name: cell })).toBeVisible();
});

test('a lesson without a camera has a timeline that says so', async () => {
  await open({ points: [], coverage: null });
  expect(screen.getByText(/No camera was used here/)).toBeVisible();
  expect(screen.getByText("I'm lost here", { selector: 'p' })).toBeVisible();
});

test('what could not be read is never called neutral', async () => {
  await open({
    points: [point({ expression: 'unknown', valence: null, learning_state: 'unknown' })],
    marks: [],
    coverage: 0,
  });
  await userEvent.click(screen.getByRole('button', { name: 'Show as a table' }));
  expect(within(screen.getByRole('table', { name: 'The lesson over time' })).queryByText(/neutral/)).toBeNull();
});

test('a lesson without a trace invents none', async () => {
  await open({ study_sessions: [], shown: null, points: [], marks: [], coverage: null });
  expect(screen.getByText('No data for this lesson')).toBeVisible();
});

test('the chart is zoomed with the keyboard alone', async () => {
  await open();
  const user = userEvent.setup();
  const stretch = () => within(screen.getByRole('toolbar')).getByRole('status').textContent;
  const whole = stretch();
  screen.getByRole('button', { name: 'Zoom in' }).focus();
  await user.keyboard('+');
  const zoomed = stretch();
  expect(zoomed).not.toBe(whole);
  await user.keyboard('{ArrowRight}');
  expect(stretch()).not.toBe(zoomed);
  await user.keyboard('{Home}');
  expect(stretch()).toBe(whole);
});
