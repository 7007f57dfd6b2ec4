import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { renderInApp } from '@/test/render';
import { Navigation } from './Navigation';

const role = 'administrator';

it('folds a group of pages into a menu where room is short', async () => {
  await renderInApp(<Navigation role={role} folded />);
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

it('lists every page where there is room', async () => {
  await renderInApp(<Navigation role={role} />);
  expect(screen.getByRole('link', { name: 'Policy' })).toHaveAttribute('href', '/admin/policy');
  expect(screen.queryByRole('button')).toBeNull();
});
