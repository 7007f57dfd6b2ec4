import { act, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Matches } from './crisisWords';
import { dismissCard, endVisit, usePinnedCard } from './pinnedCard';
import { useCrisisWords } from './useCrisisWords';

const words = vi.hoisted(() => ({ here: undefined as Matches | undefined, arrive: () => {}, asked: 0 }));

vi.mock('./crisisWords', () => {
  let coming: Promise<Matches> | undefined;
  return {
    crisisWords: () => words.here,
    fetchCrisisWords: () => {
      words.asked += 1;
      coming ??= new Promise((resolve) => {
        words.arrive = () => {
          words.here = (text) => text.includes('CRISIS');
          coming = undefined;
          resolve(words.here);
        };
      });
      return coming;
    },
  };
});

beforeEach(() => {
  words.here = undefined;
  words.asked = 0;
  dismissCard();
});

function Field({ isStudent }: { isStudent: boolean }) {
  const [text, setText] = useState('');
  const found = useCrisisWords(isStudent ? text : null);
  return (
    <>
      <input value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <button onClick={() => setText('')}>send</button>
      <output>{found ? 'card' : 'nothing'}</output>
    </>
  );
}

function Page({ isStudent = true }) {
  const [open, setOpen] = useState(true);
  return (
    <>
      {open ? <Field isStudent={isStudent} /> : null}
      <button onClick={() => setOpen(false)}>close</button>
      <p>{usePinnedCard() ? 'pinned' : 'not pinned'}</p>
    </>
  );
}

const click = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const write = (text: string) => userEvent.type(screen.getByRole('textbox'), text);
const arrive = () => act(async () => words.arrive());

test('the words are fetched when a field is entered, not before, and once', async () => {
  render(<Page />);
  expect(words.asked).toBe(0);
  await userEvent.click(screen.getByRole('textbox'));
  expect(words.asked).toBe(1);
});

test('who is no student has no such field', async () => {
  render(<Page isStudent={false} />);
  await write('CRISIS');
  expect(words.asked).toBe(0);
});

test('what was written before they came is looked at when they are there', async () => {
  render(<Page />);
  await write('CRISIS');
  expect(screen.getByRole('status')).toHaveTextContent('nothing');
  await arrive();
  expect(screen.getByRole('status')).toHaveTextContent('card');
});

test('what was sent before they came, too', async () => {
  render(<Page />);
  await write('CRISIS');
  await click('send');
  await arrive();
  expect(screen.getByRole('status')).toHaveTextContent('card');
});

test('and what was sent before something harmless', async () => {
  render(<Page />);
  await write('CRISIS');
  await click('send');
  await write('fine');
  await arrive();
  expect(screen.getByRole('status')).toHaveTextContent('nothing');
  expect(screen.getByText('pinned')).toBeVisible();
});

test('and what was written in a field that has closed', async () => {
  render(<Page />);
  await write('CRISIS');
  await click('close');
  expect(screen.getByText('not pinned')).toBeVisible();
  await arrive();
  expect(screen.getByText('pinned')).toBeVisible();
});

test('but it shows nothing to whoever has signed in meanwhile', async () => {
  render(<Page />);
  await write('CRISIS');
  await click('close');
  endVisit();
  await arrive();
  expect(screen.getByText('not pinned')).toBeVisible();
});

test('a harmless text stays without a card', async () => {
  render(<Page />);
  await write('fine');
  await arrive();
  await click('close');
  expect(screen.getByText('not pinned')).toBeVisible();
});
