import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, test, vi } from 'vitest';
import { createQueryClient } from '@/platform/query';
import { startEnglish } from '@/test/english';
import { answerRequests } from '@/test/server';
import type { Draft } from './api';
import { MessageEditor, type MessageWords } from './MessageEditor';

const initial = { texts: { en: 'A hint waits.', de: 'Ein Hinweis wartet.' }, needs: [] };

/** The server's part: an order is refused, everything else may be said. */
async function review(request: Request) {
  const { texts, needs } = (await request.json()) as Draft;
  const english = texts.en ?? '';
  const findings = {
    en: english.includes('must') ? ["'You must' is an order; offer instead"] : [],
    de: [] as string[],
  };
  if (english.includes('tries') && !needs?.includes('tries>=2')) findings.en.push('says that there were tries');
  return {
    findings,
    previews: { en: english.replace('{name}', 'Mara'), de: texts.de },
    usable: findings.en.length === 0,
  };
}

async function open(onSave = vi.fn<(words: MessageWords) => void>()) {
  answerRequests({ 'POST /api/v1/administration/messages/review': review });
  await startEnglish();
  const editor = (
    <MessageEditor
      library={{ languages: ['en', 'de'], variables: ['name'], facts: [{ name: 'tries', counted: true }] }}
      cause="confused"
      strategy="hint"
      messageStyle="warm"
      initial={initial}
      saving={false}
      error={null}
      saveLabel="Save"
      onSave={onSave}
    />
  );
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={createMemoryRouter([{ path: '/', element: editor }])} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return onSave;
}

async function write(text: string) {
  const field = await screen.findByRole('textbox', { name: 'English' });
  const user = userEvent.setup();
  await user.clear(field);
  await user.click(field);
  await user.paste(text);
  return user;
}

test('what breaks the tone is named while writing, and cannot be saved', async () => {
  const onSave = await open();
  const user = await write('You must read this.');
  expect(await screen.findByText("'You must' is an order; offer instead")).toBeVisible();
  expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  await user.keyboard('{Enter}');
  expect(onSave).not.toHaveBeenCalled();
});

test('sound words are shown as they will read, and saved in every language', async () => {
  const onSave = await open();
  const user = await write('A nudge waits, {name}.');
  expect(await screen.findByText('A nudge waits, Mara.')).toBeVisible();
  await waitFor(() => expect(screen.getByRole('button', { name: 'Save' })).toBeEnabled());
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(onSave).toHaveBeenCalledWith({
    texts: { en: 'A nudge waits, {name}.', de: 'Ein Hinweis wartet.' },
    needs: [],
  });
});

test('without a change there is nothing to save', async () => {
  await open();
  expect(await screen.findByText('No changes.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
});

test('a claim is named until what proves it is among the needs', async () => {
  const onSave = await open();
  const user = await write('Three tries so far.');
  expect(await screen.findByText('says that there were tries')).toBeVisible();
  await user.selectOptions(screen.getByRole('combobox', { name: 'Add a need' }), 'tries');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Save' })).toBeEnabled());
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(onSave).toHaveBeenCalledWith({
    texts: { en: 'Three tries so far.', de: 'Ein Hinweis wartet.' },
    needs: ['tries>=2'],
  });
});
