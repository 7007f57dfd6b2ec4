import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { createQueryClient } from '@/platform/query';
import { sessionKey } from '@/platform/session';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { SupportStyle } from './SupportStyle';

const support = { enabled: true, snoozed_until: null, message_style: 'warm' as const, use_name: true, available: true };

async function open(change = {}) {
  const client = createQueryClient();
  client.setQueryData(sessionKey, {
    user: { id: 'u1', name: 'Mara Weiss' },
    csrf_token: 't',
    demo: false,
    unclaimed: false,
  } as never);
  const requests = answerRequests({ 'PATCH /api/v1/wellbeing/settings': { support } });
  await renderInApp(<SupportStyle support={{ ...support, ...change }} />, { client });
  return requests;
}

test('each style shows what comes of it, and a name only where it would be said', async () => {
  await open();
  expect(screen.getByRole('status')).toHaveTextContent(/Mara: that takes patience/);
});

test('without the name the example has none', async () => {
  await open({ use_name: false });
  expect(screen.getByRole('status')).not.toHaveTextContent('Mara');
});

test('facts and few words never say a name, so there is nothing to choose', async () => {
  await open({ message_style: 'brief' });
  expect(screen.getByRole('status')).toHaveTextContent('Hint for question 2?');
  expect(screen.getByRole('switch', { name: /my name/ })).toBeDisabled();
});

test('a choice is saved', async () => {
  const requests = await open();
  await userEvent.click(screen.getByRole('radio', { name: /Facts/ }));
  await waitFor(() => expect(requests).toHaveLength(1));
  expect(await requests[0]!.json()).toEqual({ support: { message_style: 'facts' } });
});
