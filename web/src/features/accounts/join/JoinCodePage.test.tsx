import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { expect, it } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import { JoinCodePage } from './JoinCodePage';

const CODE = 'GET /api/v1/join/K7PM-3XQT';
const SIGNED_OUT = { user: null, csrf_token: 't', demo: false, unclaimed: false };
const student = { id: 'u1', name: 'Mia', email: 'mia@school.example', role: 'student', locale: 'en', active: true };
const preview = {
  code: 'K7PM-3XQT',
  course_id: 'c1',
  course_title: 'Statistics',
  language: 'en',
  institution: 'Evening School',
  tutors: ['Tom Weiss'],
  may_register: true,
  begun: true,
  starts_at: null,
};

async function open(session: unknown, replies: Record<string, unknown>) {
  const requests = answerRequests({ 'GET /api/v1/session': session, ...replies });
  await renderInApp(
    <Routes>
      <Route path="/join/:code" element={<JoinCodePage />} />
      <Route path="/courses/:courseId" element={<p>The course</p>} />
    </Routes>,
    { path: '/join/K7PM-3XQT' },
  );
  return requests;
}

it('lets a student who is signed in join with one button', async () => {
  await open(
    { ...SIGNED_OUT, user: student },
    { [CODE]: preview, 'POST /api/v1/join': { course_id: 'c1', course_title: 'Statistics', already: false } },
  );
  expect(await screen.findByText('taught by Tom Weiss · Evening School')).toBeVisible();
  await userEvent.click(await screen.findByRole('button', { name: 'Join the course' }));
  expect(await screen.findByText('The course')).toBeVisible();
});

it('makes an account where the institution allows it', async () => {
  await open(SIGNED_OUT, {
    [CODE]: preview,
    'POST /api/v1/join/K7PM-3XQT/account': { ...SIGNED_OUT, user: student },
  });
  await userEvent.type(await screen.findByLabelText('Your name'), 'Mia');
  await userEvent.type(screen.getByLabelText('Email'), 'mia@school.example');
  await userEvent.type(screen.getByLabelText(/^Password/), 'three words of ours');
  await userEvent.click(screen.getByRole('button', { name: 'Create an account and join' }));
  expect(await screen.findByText('The course')).toBeVisible();
});

it('offers no account where accounts come by invitation', async () => {
  await open(SIGNED_OUT, { [CODE]: { ...preview, may_register: false } });
  expect(await screen.findByRole('link', { name: 'Sign in' })).toHaveAttribute(
    'href',
    '/sign-in?next=%2Fjoin%2FK7PM-3XQT',
  );
  expect(screen.queryByLabelText('Your name')).toBeNull();
});

it('says that a code is over', async () => {
  await open(SIGNED_OUT, { [CODE]: () => failure(409, 'join_code_closed', { because: 'expired' }) });
  expect(await screen.findByRole('heading', { name: 'This code does not open a course' })).toBeVisible();
});
