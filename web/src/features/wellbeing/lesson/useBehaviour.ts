import { useCallback, useEffect, useMemo } from 'react';
import { currentLocation, useLessonLocation, useLessonSignal, type LessonLocation } from '@/platform/lesson/signals';
import { Outbox, useOutbox } from '@/platform/outbox';
import { useUser } from '@/platform/session';
import { sendBehaviour, useSettings, type BehaviourEvent } from '../api';
import { behaviourBox, behaviourEvent, IDLE_MS, isDwell } from './behaviour';

const GATHER_MS = 2_000;
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'timeupdate'] as const;

type Report = (kind: BehaviourEvent['kind'], location: LessonLocation, seconds?: number) => void;

/** Report the server what the student does in a lesson (rewinds, pauses, rests), unless their mode is off. */
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

  const report = useCallback<Report>(
    (kind, location, seconds) => {
      const event =
        mode === 'off' ? null : behaviourEvent({ kind, location, seconds }, crypto.randomUUID(), new Date());
      if (event) outbox.put(event);
    },
    [mode, outbox],
  );

  useLessonSignal('behaviour', ({ kind, location, seconds }) => report(kind, location, seconds));
  useDwell(report);
  useHiddenTab(report);
  useIdle(report);
}

/** How long the student stayed at each block. */
function useDwell(report: Report): void {
  const location = useLessonLocation();
  const { lessonId, blockId } = location ?? { lessonId: null, blockId: null };
  useEffect(() => {
    if (!lessonId || !blockId) return undefined;
    const since = Date.now();
    return () => {
      const seconds = (Date.now() - since) / 1000;
      if (isDwell(seconds)) report('block_dwell', { lessonId, blockId, inGradedQuiz: false }, seconds);
    };
  }, [lessonId, blockId, report]);
}

/** How long the tab was out of sight. */
function useHiddenTab(report: Report): void {
  useEffect(() => {
    let since = 0;
    const follow = () => {
      const location = currentLocation();
      if (document.hidden) since = Date.now();
      else if (since > 0 && location) report('tab_hidden', location, (Date.now() - since) / 1000);
    };
    document.addEventListener('visibilitychange', follow);
    return () => document.removeEventListener('visibilitychange', follow);
  }, [report]);
}

/** Two minutes without a sign of life; a playing video is one. */
function useIdle(report: Report): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const restart = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const location = currentLocation();
        if (location && !document.hidden) report('idle', location, IDLE_MS / 1000);
      }, IDLE_MS);
    };
    restart();
    for (const sign of SIGNS_OF_LIFE) document.addEventListener(sign, restart, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS_OF_LIFE) document.removeEventListener(sign, restart, { capture: true });
    };
  }, [report]);
}
