import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import type { ConsentCoverage, Figures } from './api';
import { ConsentPage } from './ConsentPage';

const SCHOOL = { scope: 'institution', kind: 'institution', title: '', course_title: null, language: null } as const;
const COURSE = { scope: 'course:1', kind: 'course', title: 'Writing', course_title: null, language: 'en' } as const;
const HIDDEN: Figures = {
  process_camera: null,
  save_summaries: null,
  count_in_class: null,
  share_with_tutors: null,
  share_with_administration: null,
};
const SHOWN: Figures = {
  ...HIDDEN,
  process_camera: { learners: 45, low: 0.4, high: 0.5, as_of: '2026-03-02' },
};

async function open(more: Partial<ConsentCoverage> = {}) {
  answerRequests({
    'GET /api/v1/insight/consent': {
      k: 10,
      next_on: '2026-03-09',
      decided_at: '2026-03-02T09:00:00Z',
      scopes: [
        { scope: SCHOOL, figures: SHOWN },
        { scope: COURSE, figures: HIDDEN },
      ],
      chosen: SCHOOL,
      weeks: [
        { monday: '2026-02-23', figures: HIDDEN },
        { monday: '2026-03-02', figures: SHOWN },
      ],
      ...more,
    } satisfies ConsentCoverage,
  });
  await renderInApp(<ConsentPage />, { path: '/admin/consent' });
}

test('a share is said as a band, what is hidden as hidden, and a course without any is counted', async () => {
  await open();
  const courses = await screen.findByRole('table', { name: 'Who allows what now' });
  expect(
    within(courses).getByRole('row', { name: /Whole institution 40.*50% hidden hidden hidden hidden/ }),
  ).toBeVisible();
  expect(within(courses).queryByText('Writing')).toBeNull();
  expect(screen.getByText(/1 course or institution is hidden/)).toBeVisible();
});

test('the weeks of one scope stand below, the latest first', async () => {
  await open();
  const weeks = await screen.findByRole('table', { name: /Week by week/ });
  const [, latest, earlier] = within(weeks).getAllByRole('row');
  expect(latest).toHaveTextContent(/Mar 2, 2026.*50%/);
  expect(earlier).toHaveTextContent(/Feb 23, 2026hidden/);
});

test('before the first count the page says what it will take', async () => {
  await open({ decided_at: null, weeks: [], scopes: [] });
  expect(await screen.findByText('Nothing has been counted yet')).toBeVisible();
  expect(screen.getByText(/10 students or more who allow it/)).toBeVisible();
});
