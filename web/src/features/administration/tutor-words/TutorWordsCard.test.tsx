import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import i18next from 'i18next';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import { changeLocale, sayTutorAs } from '@/platform/i18n/i18n';
import { createQueryClient } from '@/platform/query';
import { followTutorWords, sessionKey } from '@/platform/session';
import { startEnglish } from '@/test/english';
import { answerRequests } from '@/test/server';
import type { TutorWords } from './api';
import { TutorWordsCard } from './TutorWordsCard';
import { problemOf } from './words';

const words: TutorWords = {
  en: { one: 'tutor', several: 'tutors' },
  de: {
    nominative: 'deine Lehrkraft',
    accusative: 'deine Lehrkraft',
    dative: 'deiner Lehrkraft',
    several: 'deine Lehrkräfte',
    several_dative: 'deinen Lehrkräften',
  },
};
const coach = { your: 'your coach', your_start: 'Your coach', my: 'my coach', my_start: 'My coach' };
const PATH = '/api/v1/administration/tutor-words';

afterEach(async () => {
  const { your, ...others } = (await import('@/app/catalogue/en.json')).default.tutor;
  sayTutorAs({ en: { your, ...others } });
  await changeLocale('en');
});

async function open() {
  const requests = answerRequests({
    [`GET ${PATH}`]: { words, own: false },
    [`PUT ${PATH}`]: async (request: Request) => ({ words: await request.json(), own: true }),
  });
  await startEnglish();
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={createMemoryRouter([{ path: '/', element: <TutorWordsCard /> }])} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Change the word' }));
  return requests;
}

test('an administrator names another word, and it is saved in every language', async () => {
  const requests = await open();
  const field = screen.getByRole('textbox', { name: 'One' });
  await userEvent.clear(field);
  await userEvent.type(field, 'coach');
  await userEvent.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText(/Saved\. Students read/)).toBeVisible();
  expect(await requests.find(({ method }) => method === 'PUT')!.json()).toEqual({
    ...words,
    en: { ...words.en, one: 'coach' },
  });
});

test('a German form that does not begin as one speaks to a student is said at its field and not saved', async () => {
  await open();
  const field = screen.getByRole('textbox', { name: 'Whom does one ask?' });
  await userEvent.clear(field);
  await userEvent.type(field, 'den Coach');
  expect(screen.getByText('Begin with a form of dein, as in dein Coach.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Save changes' })).toBeDisabled();
});

test.each([
  ['en', '{{x}}', 'needs_letters'],
  ['en', '', 'needs_letters'],
  ['en', "drivers' coach", null],
  ['de', 'deine:n Trainer:in', null],
  ['de', 'dein $t(x)', 'needs_dein'],
] as const)('in %s "%s" is judged as the server judges it', (language, text, problem) => {
  expect(problemOf(language, text)).toBe(problem);
});

test('the words that come with the session stand in every text, also after the language was changed', async () => {
  await startEnglish();
  const client = createQueryClient();
  followTutorWords(client);
  const german = { your: 'dein Coach', my_start: 'Meinen Coach' };
  client.setQueryData(sessionKey, { user: null, tutor_words: { en: coach, de: german } });
  expect(i18next.t('wellbeing:tool.ask_tutor')).toBe('Ask my coach');
  expect(i18next.t('wellbeing:lost.note')).toBe('If you are lost, your coach sees it with your name.');
  await changeLocale('de');
  expect(i18next.t('wellbeing:tool.ask_tutor')).toBe('Meinen Coach fragen');
});
