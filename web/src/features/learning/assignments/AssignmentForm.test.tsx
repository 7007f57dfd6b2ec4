import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import type { Assignment } from '../work/types';
import { AssignmentForm } from './AssignmentForm';

const ASSIGNMENT: Assignment = {
  block_id: 'b1',
  title: 'Essay',
  prompt_html: '<p>Write.</p>',
  accepts: 'text',
  max_files: 1,
  points: 10,
  rubric: [],
  late: 'accept',
  percent_per_day: null,
  group: false,
};
const SHEET = { id: 'f1', name: 'a.pdf', url: '/a.pdf', bytes: 3, media_type: 'application/pdf' };

function show(accepts: Assignment['accepts'], text: string, files: (typeof SHEET)[] = []) {
  answerRequests({});
  return renderInApp(
    <AssignmentForm
      lessonId="l1"
      blockId="b1"
      assignment={{ ...ASSIGNMENT, accepts }}
      draft={{ text, files, updated_at: null }}
      dueAt={null}
      onHandedIn={vi.fn<() => void>()}
      onCancel={undefined}
    />,
  );
}

test.each([
  ['text', 'Two words', [], 'You hand in 2 words.'],
  ['both', 'Two words', [], 'You hand in 2 words.'],
  ['files', '', [SHEET], 'You hand in 1 file.'],
  ['both', 'Two words', [SHEET], 'You hand in 2 words and 1 file.'],
] as const)('work of %s is asked about with what there is of it', async (accepts, text, files, question) => {
  await show(accepts, text, [...files]);
  fireEvent.click(screen.getByRole('button', { name: 'Hand in' }));
  expect(await screen.findByText(question)).toBeInTheDocument();
});

test('a text is shown as it is written, so nothing else is promised', async () => {
  await show('text', '');
  expect(screen.queryByText(/Markdown/)).toBeNull();
});
