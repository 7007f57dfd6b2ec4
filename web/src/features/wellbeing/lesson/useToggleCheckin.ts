import { ApiError } from '@/app/api/errors';
import { useCheckin, useUndoCheckin } from '../api';
import { forgetCheckin, rememberCheckin, useOpenCheckin } from './openCheckins';

/** Say "I'm lost here" or raise a hand, and take it back. `scope` is the block it belongs to, or null for the lesson. */
export function useToggleCheckin(kind: 'lost_here' | 'hand_raised', lessonId: string, blockId: string | null, scope: string | null) {
  const checkin = useCheckin();
  const undo = useUndoCheckin();
  const open = useOpenCheckin(kind, lessonId, scope);

  const say = () => {
    const body = {
      id: crypto.randomUUID(), kind, feeling: null, lesson_id: lessonId, block_id: blockId, window_id: null, offer_id: null, at: new Date().toISOString(),
    };
    checkin.mutate(body, { onSuccess: () => rememberCheckin(body) });
  };
  const takeBack = () => {
    if (!open) return;
    const gone = (error: unknown) => error instanceof ApiError && error.status === 404;
    undo.mutate(open.id, { onSettled: (_, error) => (error && !gone(error) ? undefined : forgetCheckin(open.id)) });
  };
  return { said: open !== null, say, takeBack, busy: checkin.isPending || undo.isPending, error: checkin.error ?? undo.error };
}
