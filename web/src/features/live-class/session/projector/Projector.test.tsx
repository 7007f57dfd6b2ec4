import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { NO_TEACHING, TeachingSlotsContext } from '@/platform/teaching/slots';
import { taught } from '../session.testdata';
import type { TaughtSession } from '../sessions';
import { ProjectorPage } from './ProjectorPage';

const slots = {
  ...NO_TEACHING,
  ProjectedBlock: ({ blockId }: { blockId: string }) => <p>Block {blockId}</p>,
};

async function project(sessions: TaughtSession[]) {
  const requests = answerRequests({
    'GET /api/v1/teaching/live-sessions': { sessions },
    'PATCH /api/v1/teaching/live-sessions/s1': async (request: Request) => ({
      ...taught({ revision: 2 }),
      ...((await request.json()) as object),
    }),
  });
  await renderInApp(
    <TeachingSlotsContext value={slots}>
      <Routes>
        <Route path="/teach/courses/:courseId/projector" element={<ProjectorPage />} />
      </Routes>
    </TeachingSlotsContext>,
    { path: '/teach/courses/c1/projector' },
  );
  return requests;
}

test('the wall shows the lesson, the way in and what is presented; a remote turns on', async () => {
  const requests = await project([taught()]);
  expect(await screen.findByRole('heading', { level: 1, name: 'Samples' })).toBeVisible();
  expect(screen.getByText('K7PM-3XQT')).toBeVisible();
  expect(screen.getByRole('img', { name: 'QR code for http://localhost/class/K7PM-3XQT' })).toBeVisible();
  await userEvent.keyboard('{PageDown}');
  expect(await screen.findByText('Block b1')).toBeVisible();
  expect(screen.getByText('1 of 2')).toBeVisible();
  expect(screen.getByText('K7PM-3XQT')).toBeVisible();
  await waitFor(() => expect(requests.filter(({ method }) => method === 'PATCH')).toHaveLength(1));
});

test('without a class the page says where to start one', async () => {
  await project([]);
  expect(await screen.findByRole('link', { name: 'To the live page' })).toHaveAttribute(
    'href',
    '/teach/courses/c1/live',
  );
});
