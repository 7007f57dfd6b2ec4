import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { Outbox, type OutboxState } from '@/app/outbox';
import { useUser } from '@/app/session';
import { useOutbox } from '@/app/useOutbox';
import { acceptProgress, lessonKey, sendProgress } from './api';
import { addProgress, expectProgress, type Lesson, type ProgressItem } from './progress';

const DEBOUNCE_MS = 1_200;

export interface ProgressKeeping {
  state: OutboxState;
  record: (item: ProgressItem) => void;
}

const NOT_KEPT: ProgressKeeping = { state: 'empty', record: () => undefined };
const ProgressContext = createContext<ProgressKeeping>(NOT_KEPT);

function createOutbox(userId: string, client: QueryClient): Outbox<ProgressItem> {
  return new Outbox<ProgressItem>({
    storageKey: `attune.progress.${userId}`,
    add: addProgress,
    send: async ([item], { keepalive }) => {
      if (item) acceptProgress(client, await sendProgress(item, keepalive));
    },
    batchSize: 1,
    delay: DEBOUNCE_MS,
    // What the server refuses for good, it knows better: show its state.
    onRefused: ([item]) => void client.invalidateQueries({ queryKey: lessonKey(item?.lessonId ?? '') }),
  });
}

/** Keeps a student's progress on this device until the server has it, whatever page they are on. */
export function ProgressKeeper({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { id } = useUser();
  const outbox = useMemo(() => createOutbox(id, client), [id, client]);
  const state = useOutbox(outbox);

  const keeping = useMemo<ProgressKeeping>(() => ({
    state,
    record: (item) => {
      client.setQueryData<Lesson>(lessonKey(item.lessonId), (lesson) => lesson && expectProgress(lesson, item));
      outbox.put(item);
    },
  }), [state, client, outbox]);

  return <ProgressContext value={keeping}>{children}</ProgressContext>;
}

/** Report progress, and know whether it has arrived. Outside a ProgressKeeper (a tutor looks) nothing is recorded. */
export function useProgressKeeping(): ProgressKeeping {
  return useContext(ProgressContext);
}
