import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { useLessonSignal } from '@/platform/lesson/signals';
import { useOutbox, type Outbox } from '@/platform/outbox';
import { useUser } from '@/platform/session';
import { callsKey, useCalls } from '../calls/api';
import { latestLostBlock, openLost } from '../calls/openCalls';
import { createLostOutbox, type LostReport } from './lostOutbox';
import { rememberOpened } from './lostStore';

const LostContext = createContext<Outbox<LostReport> | null>(null);

/** Keeps what was said about being lost until it is delivered, and what was opened to help. */
export function LostProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { id } = useUser();
  const outbox = useMemo(
    () => createLostOutbox(id, () => client.invalidateQueries({ queryKey: callsKey })),
    [id, client],
  );
  useOutbox(outbox);
  useLessonSignal('help_opened', ({ blockId, kind, questionId, step }) =>
    rememberOpened(blockId, { kind, questionId, step }),
  );
  return <LostContext value={outbox}>{children}</LostContext>;
}

/** "I'm lost here" of one block: what waits on this device, what the tutor's page has, and how to say or unsay it. */
export function useLostReports(lessonId: string, blockId: string) {
  const outbox = useContext(LostContext);
  if (!outbox) throw new Error('useLostReports() needs a LostProvider around it.');
  useSyncExternalStore(outbox.subscribe, () => fingerprint(outbox));
  const here = outbox.items.filter((report) => report.blockId === blockId);
  const refusals = outbox.refusals.filter(({ item }) => item.blockId === blockId);
  const unsaid = new Set(outbox.items.filter(({ takenBack }) => takenBack).map(({ id }) => id));
  const calls = (useCalls().data ?? []).filter(({ id }) => !unsaid.has(id));
  const known = openLost(calls, blockId);
  const waiting = here.filter(({ takenBack }) => !takenBack);

  const put = (id: string, takenBack: boolean) =>
    outbox.put({ id, lessonId, blockId, at: new Date().toISOString(), takenBack });
  return {
    /** Said, and not taken back. */
    said: waiting.length + known.length > 0,
    /** The server has it. */
    delivered: known.length > 0,
    /** Of all that is open, this block was said last: the one that the tutor's page names. */
    latest: (outbox.items.findLast(({ takenBack }) => !takenBack)?.blockId ?? latestLostBlock(calls)) === blockId,
    refusal: refusals.at(-1) ?? null,
    say: () => {
      outbox.dismiss(refusals.map(({ id }) => id));
      put(crypto.randomUUID(), false);
    },
    takeBack: () => {
      for (const id of new Set([...waiting, ...known].map((each) => each.id))) put(id, true);
    },
  };
}

function fingerprint({ items, refusals }: Outbox<LostReport>): string {
  return [...items.map(({ id, takenBack }) => `${id} ${takenBack}`), ...refusals.map(({ id }) => id)].join();
}
