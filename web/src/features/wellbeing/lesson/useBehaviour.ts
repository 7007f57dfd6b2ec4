import { useCallback, useEffect, useMemo } from 'react';
import { currentPlace, useLessonPlace, useLessonSignal, type LessonPlace } from '@/platform/lesson/signals';
import { Outbox, useOutbox } from '@/platform/outbox';
import { useUser } from '@/platform/session';
import { sendBehaviour, useSettings, type BehaviourEvent } from '../api';
import { behaviourBox, behaviourEvent, IDLE_MS, isDwell } from './behaviour';

const GATHER_MS = 2_000;
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'timeupdate'] as const;

type Tell = (kind: BehaviourEvent['kind'], place: LessonPlace, seconds?: number) => void;

/** Tell the server what the student does in a lesson (rewinds, pauses, rests), unless their mode is off. */
export function useBehaviour(): void {
  const { id: userId } = useUser();
  const mode = useSettings().data?.mode ?? 'off';
  const outbox = useMemo(
    () =>
      new Outbox<BehaviourEvent>({
        ...behaviourBox(userId),
        send: async (events, { keepalive }) => {
          await sendBehaviour(events, keepalive);
        },
        delay: GATHER_MS,
      }),
    [userId],
  );
  useOutbox(outbox);

  const tell = useCallback<Tell>(
    (kind, place, seconds) => {
      const event = mode === 'off' ? null : behaviourEvent({ kind, place, seconds }, crypto.randomUUID(), new Date());
      if (event) outbox.put(event);
    },
    [mode, outbox],
  );

  useLessonSignal('behaviour', ({ kind, place, seconds }) => tell(kind, place, seconds));
  useDwell(tell);
  useHiddenTab(tell);
  useIdle(tell);
}

/** How long the student stayed at each block. */
function useDwell(tell: Tell): void {
  const place = useLessonPlace();
  const { lessonId, blockId } = place ?? { lessonId: null, blockId: null };
  useEffect(() => {
    if (!lessonId || !blockId) return undefined;
    const since = Date.now();
    return () => {
      const seconds = (Date.now() - since) / 1000;
      if (isDwell(seconds)) tell('block_dwell', { lessonId, blockId, inGradedQuiz: false }, seconds);
    };
  }, [lessonId, blockId, tell]);
}

/** How long the tab was out of sight. */
function useHiddenTab(tell: Tell): void {
  useEffect(() => {
    let since = 0;
    const follow = () => {
      const place = currentPlace();
      if (document.hidden) since = Date.now();
      else if (since > 0 && place) tell('tab_hidden', place, (Date.now() - since) / 1000);
    };
    document.addEventListener('visibilitychange', follow);
    return () => document.removeEventListener('visibilitychange', follow);
  }, [tell]);
}

/** Two minutes without a sign of life; a playing video is one. */
function useIdle(tell: Tell): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const restart = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const place = currentPlace();
        if (place && !document.hidden) tell('idle', place, IDLE_MS / 1000);
      }, IDLE_MS);
    };
    restart();
    for (const sign of SIGNS_OF_LIFE) document.addEventListener(sign, restart, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS_OF_LIFE) document.removeEventListener(sign, restart, { capture: true });
    };
  }, [tell]);
}
