import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import type { GradebookStudent, GradeItem } from '../work/gradingTypes';
import { CellEditor, GradeMark } from './cells';
import { GradeDrawer } from './GradeDrawer';

const item = { id: 'i1', title: 'A mean', points: 10 } as GradeItem;
const student = {
  id: 's1',
  name: 'Mara Lind',
  grades: { i1: { points: 7, state: 'graded', late: false, overridden: false, excused: false, comment: null } },
} as unknown as GradebookStudent;

test('a cell says why it does not take what was typed', async () => {
  const sent = vi.fn<(given: unknown) => void>();
  const nothing = vi.fn<() => void>();
  await renderInApp(
    <CellEditor
      label="Points"
      start=""
      grade={student.grades.i1}
      max={10}
      onSave={sent}
      onMove={nothing}
      onCancel={nothing}
      onDetails={nothing}
    />,
  );
  const points = screen.getByRole('textbox', { name: 'Points' });
  fireEvent.change(points, { target: { value: '12' } });
  expect(points).toHaveAccessibleDescription('At most 10 points');
  fireEvent.change(points, { target: { value: 'x' } });
  expect(points).toHaveAccessibleDescription('Enter a number');
  fireEvent.keyDown(points, { key: 'Enter' });
  expect(sent).not.toHaveBeenCalled();
  expect(nothing).not.toHaveBeenCalled();
});

test('the details send points once they are left, and never more than can be got', async () => {
  answerRequests({ 'GET /api/v1/courses/c1/gradebook/grades/i1/s1/changes': { changes: [] } });
  const sent = vi.fn<(given: unknown) => void>();
  await renderInApp(
    <GradeDrawer courseId="c1" student={student} item={item} onChange={sent} onClose={vi.fn<() => void>()} />,
  );
  const points = await screen.findByRole('textbox', { name: 'Points' });
  fireEvent.focus(points);
  for (const value of ['1', '12']) fireEvent.change(points, { target: { value } });
  fireEvent.blur(points);
  expect(points).toHaveValue('12');
  expect(points).toHaveAccessibleDescription('At most 10 points');
  expect(sent).not.toHaveBeenCalled();
  fireEvent.change(points, { target: { value: '9' } });
  fireEvent.blur(points);
  expect(sent).toHaveBeenCalledExactlyOnceWith({ override: 9 });
});

test('a mark says of how many points it is where the item gives others now, and who joined a group after it', async () => {
  const grade = { ...student.grades.i1!, points: 3, max_points: 4 };
  await renderInApp(<GradeMark grade={grade} most={20} />);
  expect(screen.getByTitle('Of 4 points, as there were when it was graded.')).toHaveTextContent('/ 4');
  await renderInApp(<GradeMark grade={{ ...grade, points: null, state: 'joined_after' }} most={20} />);
  expect(screen.getByRole('img', { name: 'joined after hand-in' })).toBeInTheDocument();
});

test('for who joined a group after its hand-in the tutor gives its grade, or excuses', async () => {
  const requests = answerRequests({
    'GET /api/v1/courses/c1/gradebook/grades/i1/s1/changes': { changes: [] },
    'PUT /api/v1/courses/c1/gradebook/group-grades/i1/s1': { ...student.grades.i1!, max_points: 10 },
  });
  const sent = vi.fn<(given: unknown) => void>();
  const late = {
    ...student,
    grades: { i1: { ...student.grades.i1!, points: null, max_points: 10, state: 'joined_after' as const } },
  };
  await renderInApp(
    <GradeDrawer courseId="c1" student={late} item={item} onChange={sent} onClose={vi.fn<() => void>()} />,
  );
  fireEvent.click(await screen.findByRole('button', { name: 'Excuse' }));
  expect(sent).toHaveBeenCalledExactlyOnceWith({ excused: true });
  fireEvent.click(screen.getByRole('button', { name: 'Give the group’s grade' }));
  await waitFor(() => expect(requests.some(({ method }) => method === 'PUT')).toBe(true));
});
