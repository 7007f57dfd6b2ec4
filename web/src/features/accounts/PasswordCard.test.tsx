import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import { PasswordCard } from './PasswordCard';

async function change(reply: unknown) {
  answerRequests({ 'PATCH /api/v1/me': reply });
  await renderInApp(<PasswordCard />, { path: '/profile' });
  await userEvent.type(screen.getByLabelText('Current password'), 'correct horse');
  await userEvent.type(screen.getByLabelText('New password'), '1234567890');
  await userEvent.click(screen.getByRole('button', { name: /Change/ }));
}

it('says beside the new password that it would be guessed, in its own message', async () => {
  await change(failure(422, 'weak_password', { fields: { new_password: ['raw words of the server'] } }));
  expect(await screen.findByText(/too easy to guess/)).toBeVisible();
  expect(screen.queryByText(/raw words/)).toBeNull();
  expect(screen.getByLabelText('New password')).toHaveAccessibleDescription(/guess/);
});

it('says how long to wait after too many wrong current passwords', async () => {
  await change(failure(429, 'rate_limited', { retry_after: 8 }));
  expect(await screen.findByRole('alert')).toHaveTextContent('8 seconds');
});
