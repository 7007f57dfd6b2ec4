import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { createMemoryRouter, Link, RouterProvider } from 'react-router';
import { expect, it, vi } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { SetupPage } from './SetupPage';

/** As the app renders it: only a data router can be asked to wait before it leaves a page. */
function renderPage(page: ReactNode, options?: Parameters<typeof renderInApp>[1]) {
  return renderInApp(<RouterProvider router={createMemoryRouter([{ path: '*', element: page }])} />, {
    ...options,
    bare: true,
  });
}

const SETUP = 'GET /api/v1/institution/setup';
const steps = {
  set_up: false,
  has_tutor: false,
  has_student: false,
  has_course: false,
  has_taught_course: false,
  has_enrolment: false,
  first_course_id: null,
};
const empty = {
  name: null,
  region: null,
  ages: null,
  preset: null,
  time_zone: null,
  open_registration: null,
  completed_at: null,
  steps,
};

it('has chosen nothing, and sends nothing before everything is answered', async () => {
  const requests = answerRequests({ [SETUP]: empty });
  await renderPage(<SetupPage />);
  await userEvent.click(await screen.findByRole('button', { name: 'Complete the set-up' }));
  for (const radio of screen.getAllByRole('radio')) expect(radio).not.toBeChecked();
  expect(requests.every(({ method }) => method === 'GET')).toBe(true);
});

it('leaves no camera to choose where the law forbids it', async () => {
  answerRequests({ [SETUP]: empty });
  await renderPage(<SetupPage />);
  await userEvent.click(await screen.findByRole('radio', { name: /Elsewhere/ }));
  await userEvent.click(screen.getByRole('radio', { name: /All are 18/ }));
  const camera = screen.getByRole('radio', { name: /where a student agrees/ });
  await userEvent.click(camera);
  expect(camera).toBeChecked();
  await userEvent.click(screen.getByRole('radio', { name: /European Union/ }));
  expect(camera).not.toBeChecked();
  expect(camera).toBeDisabled();
  expect(screen.getByText(/AI Act/)).toBeVisible();
});

it('leads on, step by step, once it is set up', async () => {
  const done = {
    name: 'School',
    region: 'elsewhere',
    ages: 'adults',
    preset: 'standard',
    time_zone: 'Europe/Berlin',
    open_registration: true,
    completed_at: '2026-11-01T10:00:00Z',
  };
  const there = { ...steps, set_up: true, has_tutor: true, has_course: true, first_course_id: 'c1' };
  answerRequests({ [SETUP]: { ...done, steps: there } });
  await renderPage(<SetupPage />);
  expect(await screen.findByRole('link', { name: 'To the courses' })).toHaveAttribute('href', '/teach/courses');
  const people = screen.getAllByRole('link', { name: 'People of the course' });
  expect(people[0]).toHaveAttribute('href', '/teach/courses/c1/people');
});

it('sees what was done elsewhere when one comes back to it', async () => {
  const requests = answerRequests({ [SETUP]: { ...empty, steps } });
  const first = await renderPage(<SetupPage />);
  await screen.findByRole('button', { name: 'Complete the set-up' });
  first.unmount();
  const asked = requests.length;
  await renderPage(<SetupPage />, { client: first.client });
  await waitFor(() => expect(requests.length).toBe(asked + 1));
});

it('presets the time zone of the browser, and leads to the first answer that is missing', async () => {
  answerRequests({ [SETUP]: empty });
  Element.prototype.scrollIntoView = vi.fn<() => void>();
  await renderPage(<SetupPage />);
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(await screen.findByRole('combobox', { name: 'Time zone' })).toHaveValue(own);
  await userEvent.type(screen.getByRole('textbox', { name: /Name/ }), 'School');
  await userEvent.click(screen.getByRole('button', { name: 'Complete the set-up' }));
  expect(screen.getByRole('radio', { name: /European Union/ })).toHaveFocus();
});

it('asks before answers that are not saved are left behind', async () => {
  answerRequests({ [SETUP]: empty });
  await renderPage(
    <>
      <SetupPage />
      <Link to="/elsewhere">Away</Link>
    </>,
  );
  await userEvent.type(await screen.findByRole('textbox', { name: /Name/ }), 'School');
  await userEvent.click(screen.getByRole('link', { name: 'Away' }));
  expect(await screen.findByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
});
