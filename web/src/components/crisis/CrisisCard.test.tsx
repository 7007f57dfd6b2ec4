import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import { CrisisCard } from './CrisisCard';
import { PinnedCrisisCard } from './PinnedCrisisCard';

const TITLE = "You don't have to carry this alone";
const LIST = 'GET /api/v1/wellbeing/resources';
const entry = {
  title: 'Helpline',
  text: '',
  url: null,
  phone: '+49 30 1',
  languages: ['en'],
  checked_on: '2026-11-01',
};
const list = {
  resources: [
    { ...entry, kind: 'national_line' },
    { ...entry, kind: 'person', title: 'Counsellor', checked_on: null },
  ],
};

/** A page with a field that carries such words, until it closes; and the shell around it, until the user signs out. */
function Page() {
  const [open, setOpen] = useState(true);
  const [signedIn, setSignedIn] = useState(true);
  return (
    <>
      {open ? <CrisisCard shown /> : null}
      <button onClick={() => setOpen(!open)}>field</button>
      <button onClick={() => setSignedIn(!signedIn)}>session</button>
      {signedIn ? <PinnedCrisisCard /> : null}
    </>
  );
}

const click = (name: string) => userEvent.click(screen.getByRole('button', { name }));

test('people come first, then the line for the whole country, with the day of the last check', async () => {
  answerRequests({ [LIST]: list });
  await renderInApp(<Page />);
  await waitFor(() =>
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Counsellor/),
      expect.stringMatching(/^Helpline.*checked on/),
    ]),
  );
  expect(screen.getAllByRole('link', { name: '+49 30 1' })[0]).toHaveAttribute('href', 'tel:+49301');
  expect(screen.getByRole('link', { name: 'Talk to someone: all contacts' })).toHaveAttribute('href', '/talk');
});

test('the emergency line and the numbers stand before every explanation', async () => {
  answerRequests({ [LIST]: { resources: [{ ...list.resources[0], text: 'Day and night.' }] } });
  await renderInApp(<Page />);
  await screen.findByRole('link', { name: '+49 30 1' });
  const words = screen.getByRole('region', { name: TITLE }).textContent;
  const order = ['In danger right now?', '+49 30 1', 'Day and night.', 'sounds heavy'].map((each) =>
    words.indexOf(each),
  );
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order).not.toContain(-1);
});

test('without a list the card says in plain words whom to turn to', async () => {
  answerRequests({ [LIST]: () => failure(404, 'not_found') });
  await renderInApp(<Page />);
  expect(await screen.findByText(/Turn to a person you trust/)).toBeVisible();
  expect(screen.getByText(/Call the emergency number/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Talk to someone: all contacts' })).toBeVisible();
});

test('the card outlives its field until it is closed', async () => {
  answerRequests({ [LIST]: list });
  await renderInApp(<Page />);
  expect(screen.getAllByRole('region', { name: TITLE })).toHaveLength(1);
  await click('field');
  expect(screen.getAllByRole('region', { name: TITLE })).toHaveLength(1);
  await click('Close this card');
  expect(screen.queryByRole('region', { name: TITLE })).toBeNull();
});

test('whoever signs in next in the same tab does not see it', async () => {
  answerRequests({ [LIST]: list });
  await renderInApp(<Page />);
  await click('field');
  await click('session');
  await click('session');
  expect(screen.queryByRole('region', { name: TITLE })).toBeNull();
});
