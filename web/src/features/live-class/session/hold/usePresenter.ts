import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type KeyboardEvent as ReactKeyboardEvent } from 'react';
import { api, unwrap } from '@/platform/api/client';
import { neighbour, type TaughtSession } from '../sessions';
import { accept, taughtKey, type SessionChange } from './useTaughtSessions';

const STEPS: Record<string, 1 | -1> = { PageDown: 1, PageUp: -1 };
const PROJECTED: Record<string, 1 | -1> = { ...STEPS, ArrowRight: 1, ArrowLeft: -1 };

/** Present the blocks of an open class, one after the other or any, and set its pace. */
export function usePresenter(session: TaughtSession) {
  const client = useQueryClient();
  // What was asked for and is on its way: who turns on quickly turns on from there, not from what the server said last.
  const asked = useRef<string | null | undefined>(undefined);
  const [requested, setRequested] = useState<string | null | undefined>(undefined);
  const pending = useRef(0);
  const mutation = useMutation({
    mutationFn: (body: SessionChange) =>
      unwrap(
        api.PATCH('/api/v1/teaching/live-sessions/{live_session_id}', {
          params: { path: { live_session_id: session.id } },
          body,
        }),
      ),
    scope: { id: `live-session-${session.id}` }, // one after the other, in the order in which they were asked for
    onSuccess: (changed) => accept(client, changed),
    onError: () => client.invalidateQueries({ queryKey: taughtKey }),
    onSettled: () => {
      pending.current -= 1;
      if (pending.current > 0) return;
      asked.current = undefined;
      setRequested(undefined);
    },
  });
  const presented = requested === undefined ? session.presented_block_id : requested;

  const send = (change: SessionChange) => {
    pending.current += 1;
    mutation.mutate(change);
  };
  const present = (blockId: string | null) => {
    asked.current = blockId;
    setRequested(blockId);
    send({ presented_block_id: blockId });
  };
  const turn = (step: 1 | -1) => {
    const known = client.getQueryData<readonly TaughtSession[]>(taughtKey) ?? [];
    const { presented_block_id: shown } = known.find(({ id }) => id === session.id) ?? session;
    const next = neighbour(session.blocks, asked.current === undefined ? shown : asked.current, step);
    if (next !== undefined) present(next);
  };
  const onKey = (event: KeyboardEvent | ReactKeyboardEvent, steps: Record<string, 1 | -1>) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    turn(step);
  };
  return {
    presented,
    present,
    turn,
    setPace: (pace: TaughtSession['pace']) => send({ pace }),
    error: mutation.error,
    onRemote: (event: ReactKeyboardEvent) => onKey(event, STEPS),
    onProjectorKey: (event: KeyboardEvent) => onKey(event, PROJECTED),
  };
}
