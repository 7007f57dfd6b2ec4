import { api, unwrap } from '@/platform/api/client';
import { ApiError } from '@/platform/api/errors';
import { Outbox } from '@/platform/outbox';
import { sendCheckin } from '../api';

/** "I'm lost here" of one block, or that it is taken back. */
export interface LostReport {
  /** The check-in's. */
  id: string;
  lessonId: string;
  blockId: string;
  at: string;
  takenBack: boolean;
}

/** Deliver one report. One that never arrived, or is gone already, is as good as taken back. */
async function deliver({ id, lessonId, blockId, at, takenBack }: LostReport): Promise<void> {
  if (!takenBack) {
    const nothing = { feeling: null, window_id: null, support_message_id: null };
    await sendCheckin({ ...nothing, id, kind: 'lost_here', lesson_id: lessonId, block_id: blockId, at });
    return;
  }
  try {
    await unwrap(api.DELETE('/api/v1/wellbeing/checkins/{check_in_id}', { params: { path: { check_in_id: id } } }));
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  }
}

/**
 * What a student has said about being lost and the server has not confirmed: it waits on this device until it can go.
 * `refresh` brings the server's list, so that a report is known from there before it leaves this device.
 */
export function createLostOutbox(userId: string, refresh: () => Promise<unknown>): Outbox<LostReport> {
  return new Outbox<LostReport>({
    box: `attune.private.lost.${userId}`,
    key: ({ id }) => id,
    batchSize: 1,
    delay: 0,
    send: async (reports) => {
      for (const report of reports) await deliver(report);
      await refresh();
    },
  });
}
