import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import { createQueryClient } from '../query';
import { sessionKey } from '../session';
import { useDeviceText } from './deviceText';
import { clearTexts } from './keys';

function Field({ field }: { field: string }) {
  const [text, setText] = useDeviceText(field);
  return <input aria-label="text" value={text} onChange={(event) => setText(event.currentTarget.value)} />;
}

const keptTexts = () => Object.keys(localStorage).filter((key) => key.startsWith('attune.text.'));

async function open(userId: string | null, field = 'note.b1') {
  const client = createQueryClient();
  client.setQueryData(sessionKey, { user: userId && { id: userId }, csrf_token: 't' });
  const view = await renderInApp(<Field field={field} />, { client });
  return { ...view, field: screen.getByRole('textbox') };
}

test('what was being written is there again after a reload, for its writer and its field alone', async () => {
  const first = await open('u1');
  await userEvent.type(first.field, 'half a thought');
  first.unmount();
  const again = await open('u1');
  expect(again.field).toHaveValue('half a thought');
  again.unmount();
  const elsewhere = await open('u1', 'note.b2');
  expect(elsewhere.field).toHaveValue('');
  elsewhere.unmount();
  expect((await open('u2')).field).toHaveValue('');
});

test('what was sent or emptied is kept no longer', async () => {
  const { field, unmount } = await open('u1');
  await userEvent.type(field, 'x');
  await userEvent.clear(field);
  unmount();
  expect(keptTexts()).toEqual([]);
});

test('who signs out leaves nothing behind, and takes nothing of anybody else', async () => {
  localStorage.setItem('attune.text.u1.note.b1', 'mine');
  localStorage.setItem('attune.text.u2.note.b1', 'not mine');
  clearTexts('u1');
  expect(keptTexts()).toEqual(['attune.text.u2.note.b1']);
});

test('without a signed-in user nothing is saved', async () => {
  const { field } = await open(null);
  await userEvent.type(field, 'x');
  expect(field).toHaveValue('x');
  expect(keptTexts()).toEqual([]);
});
