import { waitFor } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach, expect, test } from 'vitest';
import { changeLocale, chooseLocale } from '@/platform/i18n/i18n';
import { createQueryClient } from '@/platform/query';
import { sessionKey, useUser, type User } from '@/platform/session';
import { startEnglish } from '@/test/english';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { useAccountLocale } from './useAccountLocale';

const mara: User = {
  id: 'u1',
  name: 'Mara',
  email: 'm@x.example',
  role: 'student',
  locale: 'en',
  active: true,
  created_at: '2026-01-01T10:00:00Z',
};
const PROFILE = 'PATCH /api/v1/me';

function Page() {
  useAccountLocale(useUser());
  return null;
}

async function signIn(user: User) {
  const client = createQueryClient();
  client.setQueryData(sessionKey, { user, csrf_token: 't', demo: false, unclaimed: false });
  const requests = answerRequests({ [PROFILE]: async (request: Request) => ({ ...user, ...(await request.json()) }) });
  await renderInApp(<Page />, { client });
  return requests;
}

afterEach(async () => {
  sessionStorage.clear();
  await changeLocale('en');
});

test('the language that was chosen on the page for signing in stays, and the account keeps it', async () => {
  await startEnglish();
  await chooseLocale('de');
  const requests = await signIn(mara);
  await waitFor(() => expect(requests).toHaveLength(1));
  expect(await requests[0]!.json()).toEqual({ locale: 'de' });
  await waitFor(() => expect(i18next.language).toBe('de'));
});

test('without a choice, the account says which language it is', async () => {
  await startEnglish();
  const requests = await signIn({ ...mara, locale: 'de' });
  await waitFor(() => expect(i18next.language).toBe('de'));
  expect(requests).toEqual([]);
});

test('a choice counts once: the next person to sign in gets their own language', async () => {
  await startEnglish();
  await chooseLocale('de');
  await signIn({ ...mara, locale: 'de' });
  const requests = await signIn(mara);
  await waitFor(() => expect(i18next.language).toBe('en'));
  expect(requests).toEqual([]);
});
