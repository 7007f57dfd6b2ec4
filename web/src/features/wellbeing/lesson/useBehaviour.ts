import { useCallback, useEffect, useMemo } from 'react';
import {
  currentLocation,
  useLessonLocation,
  useLessonSignal,
  type HelpKind,
  type LessonLocation,
} from '@/platform/lesson/signals';
import { Outbox, useOutbox } from '@/platform/outbox';
import { useUser } from '@/platform/session';
import { sendBehaviour, useSettings, type BehaviourEvent } from '../api';
import { behaviourBox, behaviourEvent, isDwell, type Occurrence } from './behaviour';
import { IdleTime } from './idle';
import { Stay } from './stay';

const GATHER_MS = 2_000;
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'timeupdate'] as const;

/** Help that was opened is told, so that what is said of it later is true. */
const OPENED: Partial<Record<HelpKind, BehaviourEvent['kind']>> = {
  hint: 'hint_opened',
  example: 'example_opened',
  easier: 'easier_opened',
};

type Report = (
  kind: BehaviourEvent['kind'],
  location: LessonLocation,
  more?: Omit<Occurrence, 'kind' | 'location'>,
) => void;

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
    (kind, location, more) => {
      const event =
        mode === 'off' ? null : behaviourEvent({ kind, location, ...more }, crypto.randomUUID(), new Date());
      if (event) outbox.put(event);
    },
    [mode, outbox],
  );

  useLessonSignal('behaviour', ({ kind, location, seconds, position }) =>
    report(kind, location, { seconds, position }),
  );
  useLessonSignal('help_opened', ({ kind, lessonId, blockId, questionId, step }) => {
    const opened = OPENED[kind];
    if (opened) report(opened, { lessonId, blockId, inGradedQuiz: false }, { help: { questionId, step } });
  });
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
    let stay = new Stay(Date.now(), document.hidden);
    const follow = () => stay.turn(document.hidden, Date.now());
    const leave = () => {
      const dwelt = stay.until(Date.now());
      stay = new Stay(Date.now(), document.hidden); // a page that was left can come back
      if (isDwell(dwelt.seconds)) report('block_dwell', { lessonId, blockId, inGradedQuiz: false }, dwelt);
    };
    document.addEventListener('visibilitychange', follow);
    window.addEventListener('pagehide', leave, { capture: true }); // before what waits is sent for the last time
    return () => {
      document.removeEventListener('visibilitychange', follow);
      window.removeEventListener('pagehide', leave, { capture: true });
      leave();
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
      else if (since > 0 && location) report('tab_hidden', location, { seconds: (Date.now() - since) / 1000 });
    };
    document.addEventListener('visibilitychange', follow);
    return () => document.removeEventListener('visibilitychange', follow);
  }, [report]);
}

/** A minute and more without a sign of life; a playing video is one. */
function useIdle(report: Report): void {
  useEffect(() => {
    let at = currentLocation();
    const idle = new IdleTime((seconds) => {
      if (at) report('idle', at, { seconds });
    });
    const sign = () => {
      if (document.hidden) return;
      idle.sign();
      at = currentLocation();
    };
    const follow = () => (document.hidden ? idle.end() : sign());
    const leave = () => idle.end();
    if (document.hidden) idle.end();
    for (const kind of SIGNS_OF_LIFE) document.addEventListener(kind, sign, { capture: true, passive: true });
    document.addEventListener('visibilitychange', follow);
    window.addEventListener('pagehide', leave, { capture: true });
    return () => {
      leave();
      for (const kind of SIGNS_OF_LIFE) document.removeEventListener(kind, sign, { capture: true });
      document.removeEventListener('visibilitychange', follow);
      window.removeEventListener('pagehide', leave, { capture: true });
    };
  }, [report]);
}
