// No trace of a match leaves the page or is stored: what happens is the same as for a harmless text of the same length.

import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { fetchCrisisWords } from '@/components/crisis/crisisWords';
import { AskTutor } from './AskTutor';
import { NoteForm } from './NoteForm';
import { createQueryClient } from '@/platform/query';
import { sessionKey } from '@/platform/session';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';

const HARMLESS = 'The exercise with the mean kills me.';
const CRISIS = 'The mean is fine. I want to be dead.';
const TITLE = "You don't have to carry this alone";

beforeAll(async () => void (await fetchCrisisWords())); // a field in which somebody has been before
afterEach(() => localStorage.clear());

/** Record everything that could carry something away: requests in their order, storage, console, beacons, channels. */
function recordEverything() {
  const seen: string[] = [];
  const requests = answerRequests({
    'GET /api/v1/wellbeing/settings': {},
    'GET /api/v1/help/lessons/l1/readers': { tutors: ['Tom'], urgent_contact: 'Cora' },
    'POST /api/v1/wellbeing/notes': Response.json({ id: 'n1' }, { status: 201 }),
    'POST /api/v1/help/threads': { id: 't1' },
  });
  for (const name of ['setItem', 'removeItem'] as const) {
    const original = Storage.prototype[name];
    vi.spyOn(Storage.prototype, name).mockImplementation(function (this: Storage, key: string, value?: string) {
      seen.push(`${name} ${key}`);
      return original.call(this, key, value as string);
    });
  }
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation(() => void seen.push(`console.${level}`));
  vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation(() => void seen.push('BroadcastChannel'));
  return { seen, requests };
}

async function signedIn(element: ReactElement) {
  const client = createQueryClient();
  client.setQueryData(sessionKey, {
    user: { id: 'u1', name: 'Mara', email: 'm@x', role: 'student', locale: 'en' },
    csrf_token: 't',
    demo: false,
    unclaimed: false,
  });
  return renderInApp(element, { client });
}

/** The bodies of what was sent, without the text, the id and the times, in which no two requests are the same. */
async function shapesOf(requests: readonly Request[]): Promise<string[]> {
  return Promise.all(
    requests.map(async (request) => {
      const body = request.method === 'GET' ? '' : ((await request.clone().json()) as Record<string, unknown>);
      const plain = body && { ...body, id: '', text: '', at: '', sent_at: '' };
      return `${request.method} ${new URL(request.url).pathname} ${JSON.stringify(plain)}`;
    }),
  );
}

async function writeNote(text: string) {
  const { seen, requests } = recordEverything();
  const view = await signedIn(<NoteForm lessonId="l1" blockId="b1" onDone={() => undefined} />);
  await userEvent.type(screen.getByRole('textbox'), text);
  const card = screen.queryByRole('region', { name: TITLE }) !== null;
  const before = requests.length;
  await userEvent.click(screen.getByRole('button', { name: /Save/ }));
  await waitFor(() => expect(screen.getByRole('textbox')).toHaveValue(''));
  const shapes = await shapesOf(requests);
  view.unmount();
  return { card, before, shapes, seen };
}

test('a note with such words is saved by the same requests and writes as any other, and shows the card', async () => {
  const harmless = await writeNote(HARMLESS);
  vi.restoreAllMocks();
  const crisis = await writeNote(CRISIS);
  expect([harmless.card, crisis.card]).toEqual([false, true]);
  expect([harmless.before, crisis.before]).toEqual([0, 0]);
  expect(crisis.shapes).toEqual(harmless.shapes);
  expect(crisis.seen).toEqual(harmless.seen);
  expect(crisis.seen.length).toBeGreaterThan(HARMLESS.length - 1);
});

async function askTutor(text: string, untick: boolean) {
  const { seen, requests } = recordEverything();
  const view = await signedIn(<AskTutor lessonId="l1" blockId="b1" onDone={() => undefined} />);
  await screen.findByText(/Tom/);
  const before = (await shapesOf(requests)).toSorted();
  await userEvent.type(screen.getByRole('textbox'), text);
  const mark = screen.getByRole('checkbox', { name: /Mark as urgent/ });
  const suggested = (mark as HTMLInputElement).checked;
  expect(requests).toHaveLength(before.length);
  if (untick) await userEvent.click(mark);
  await userEvent.click(screen.getByRole('button', { name: 'Send the question' }));
  await screen.findByRole('status');
  const sent = (await shapesOf(requests)).slice(before.length);
  view.unmount();
  return { suggested, before, sent, seen };
}

test('of a question only the student’s own visible mark is sent: taken away, nothing tells what was written', async () => {
  const harmless = await askTutor(HARMLESS, false);
  vi.restoreAllMocks();
  const unmarked = await askTutor(CRISIS, true);
  vi.restoreAllMocks();
  const marked = await askTutor(CRISIS, false);
  expect([harmless.suggested, unmarked.suggested, marked.suggested]).toEqual([false, true, true]);
  expect(unmarked.before).toEqual(harmless.before);
  expect(unmarked.sent).toEqual(harmless.sent);
  expect(unmarked.seen).toEqual(harmless.seen);
  expect(marked.sent).toEqual(harmless.sent.map((each) => each.replace('"urgent":false', '"urgent":true')));
});
