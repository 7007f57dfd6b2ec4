import type { Schemas } from '@/platform/api/client';
import { useCalls, useMakeCall, useTakeBackCalls, type OwnCall } from './api';
import { openHands } from './openCalls';

type Body = Pick<Schemas['CheckInIn'], 'kind' | 'lesson_id' | 'block_id'>;

/** A raised hand, which is one wherever it was raised. Raising it here sends this target along. */
export function useHand(lessonId: string, blockId: string | null) {
  const open = openHands(useCalls().data ?? []);
  return useCall(open, { kind: 'hand_raised', lesson_id: lessonId, block_id: blockId });
}

function useCall(open: readonly OwnCall[], target: Body) {
  const make = useMakeCall();
  const takeBack = useTakeBackCalls();
  return {
    call: open.at(-1) ?? null,
    say: () => {
      const at = new Date().toISOString();
      make.mutate({ ...target, id: crypto.randomUUID(), feeling: null, window_id: null, support_message_id: null, at });
    },
    takeBack: () => takeBack.mutate(open.map(({ id }) => id)),
    busy: make.isPending || takeBack.isPending,
    error: make.error ?? takeBack.error,
  };
}
