import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { Navigation } from './Navigation';

const roles = ['administrator'] as const;

it('folds a group of pages into a menu where room is short', async () => {
  await renderInApp(<Navigation roles={roles} folded />);
  expect(screen.queryByRole('link', { name: 'Policy' })).toBeNull();
  const closed = screen.getByRole('button', { name: 'Support' }).className;
  await userEvent.click(screen.getByRole('button', { name: 'Support' }));
  const pages = within(await screen.findByRole('menu')).getAllByRole('menuitem');
  expect(pages.map(({ textContent }) => textContent)).toEqual([
    'Policy',
    'Support messages',
    'Talk to someone',
    'Experiment',
  ]);
  expect(closed).not.toBe('');
  expect(screen.getByRole('button', { name: 'Support', hidden: true })).toHaveClass(closed);
});

it('puts what an administrator has because they teach, too, behind their home', async () => {
  const answer = { threads: 2, urgent: 0, urgent_only: false };
  answerRequests({ 'GET /api/v1/help/unread': answer });
  await renderInApp(<Navigation roles={['administrator', 'tutor']} folded />);
  await screen.findByText('2');
  const named = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(named).toEqual(['Home', 'Teaching2', 'Courses', 'Insight', 'Support', 'Institution']);
  await userEvent.click(screen.getByRole('button', { name: /Teaching/ }));
  const pages = within(await screen.findByRole('menu')).getAllByRole('menuitem');
  expect(pages.map(({ textContent }) => textContent)).toEqual(['Teaching', 'Grading', 'Questions2']);
});

it('lists every page where there is room', async () => {
  await renderInApp(<Navigation roles={roles} />);
  expect(screen.getByRole('link', { name: 'Policy' })).toHaveAttribute('href', '/admin/policy');
  expect(screen.queryByRole('button')).toBeNull();
});
