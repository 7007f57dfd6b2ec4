import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { Outbox, useOutbox, type OutboxState, type RefusedItem } from '@/platform/outbox';
import { useUser } from '@/platform/session';
import { acceptProgress, lessonKey, sendProgress } from '../api';
import {
  expectProgress,
  mergeProgress,
  progressKey,
  retractProgress,
  type Lesson,
  type ProgressItem,
} from './progress';

const DEBOUNCE_MS = 1_200;

export interface ProgressQueue {
  state: OutboxState;
  /** Whether what waits survives the closing of this page. */
  kept: boolean;
  /** What the server would not take. */
  refusals: readonly RefusedItem<ProgressItem>[];
  record: (item: ProgressItem) => void;
  retry: (ids: readonly string[]) => void;
  dismiss: (ids: readonly string[]) => void;
}

const nothing = () => undefined;
const NO_QUEUE: ProgressQueue = {
  state: 'empty',
  kept: true,
  refusals: [],
  record: nothing,
  retry: nothing,
  dismiss: nothing,
};
const ProgressContext = createContext<ProgressQueue>(NO_QUEUE);

function createOutbox(userId: string, client: QueryClient): Outbox<ProgressItem> {
  // What the server refuses for good, and what another tab has told it, it knows better: show its state.
  const askAgain = (items: readonly ProgressItem[]) => {
    for (const lessonId of new Set(items.map((item) => item.lessonId)))
      void client.invalidateQueries({ queryKey: lessonKey(lessonId) });
  };
  return new Outbox<ProgressItem>({
    box: `attune.progress.${userId}`,
    key: progressKey,
    merge: mergeProgress,
    send: async ([item], { keepalive }) => {
      if (item) acceptProgress(client, await sendProgress(item, keepalive));
    },
    batchSize: 1,
    delay: DEBOUNCE_MS,
    onRefused: (items) => {
      // The lesson may not be readable any more either; then what was shown in advance would stay.
      for (const { lessonId } of items)
        client.setQueryData<Lesson>(lessonKey(lessonId), (lesson) => lesson && retractProgress(lesson, items));
      askAgain(items);
    },
    onDeliveredElsewhere: askAgain,
  });
}

/** Keeps a student's progress on this device until the server has it, whatever page they are on. */
export function ProgressProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { id } = useUser();
  const outbox = useMemo(() => createOutbox(id, client), [id, client]);
  const state = useOutbox(outbox);
  const { kept, refusals } = outbox;

  const queue = useMemo<ProgressQueue>(
    () => ({
      state,
      kept,
      refusals,
      record: (item) => {
        const lesson = client.getQueryData<Lesson>(lessonKey(item.lessonId));
        client.setQueryData<Lesson>(lessonKey(item.lessonId), lesson && expectProgress(lesson, item));
        outbox.put({ ...item, madeAt: new Date().toISOString(), title: lesson?.title });
      },
      retry: (ids) => outbox.retry(ids),
      dismiss: (ids) => outbox.dismiss(ids),
    }),
    [state, kept, refusals, client, outbox],
  );

  return <ProgressContext value={queue}>{children}</ProgressContext>;
}

/** Report progress, and know whether it has arrived. Outside a ProgressProvider (a tutor looks) nothing is recorded. */
export function useProgress(): ProgressQueue {
  return useContext(ProgressContext);
}
