import { Button, Text } from '@mantine/core';
import { IconMapPinCheck, IconMapPinQuestion } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useId, useRef, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpenLesson } from '@/platform/lesson/openLesson';
import { useQuizInHand } from '@/platform/lesson/quizInHand';
import { useLessonSignal } from '@/platform/lesson/signals';
import { Ladder } from './Ladder';
import { rungsAt } from './ladder';
import { useLostReports } from './LostProvider';
import { LostStatus } from './LostStatus';
import { closeLadder, foundAgain, openLadder, tapLost, useLostState } from './lostStore';
import classes from './Ladder.module.css';

const TAPS_APART_MS = 800; // within it, a further tap falls on what the last one showed: the page may not move yet

interface LostHereProps {
  lessonId: string;
  blockId: string;
  /** A graded quiz that is being answered: only the tutor may help. */
  gradedAttempt: boolean;
  /** What else stands in the row of buttons. */
  children: ReactNode;
}

/** "I'm lost here": one tap shows what helps at this block, without asking anybody, and tells the tutor; every further tap goes one rung up. */
export function LostHere({ lessonId, blockId, gradedAttempt, children }: LostHereProps) {
  const { t } = useTranslation('wellbeing');
  const lesson = useOpenLesson(lessonId);
  const { open, taps } = useLostState(blockId);
  const { item } = useQuizInHand(blockId);
  const report = useLostReports(lessonId, blockId);
  const captionId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const ladder = useRef<HTMLElement>(null);
  const bringIntoView = useBringIntoView(ladder);
  const rungs = lesson ? rungsAt(lesson, blockId, { questionId: item?.questionId ?? null, gradedAttempt }) : [];
  const hasTutor = lesson?.has_tutor ?? false;

  useLessonSignal('open_ladder', (event) => {
    if (event.blockId === blockId) openLadder(blockId, rungs);
  });
  const tap = () => {
    tapLost(blockId, rungs);
    report.say();
    bringIntoView();
  };
  const close = () => {
    closeLadder(blockId);
    button.current?.focus({ preventScroll: true });
  };
  const takeBack = () => {
    foundAgain(blockId);
    report.takeBack();
    button.current?.focus({ preventScroll: true }); // the button that was pressed is gone
  };
  useEscape([button, ladder], open && lesson !== null, close);
  useLessonCompleted(lesson?.completed_at ?? null, () => {
    if (taps > 0) foundAgain(blockId);
    if (report.said) report.takeBack();
  });
  const again = taps > 0 && report.said;
  const undo = report.said ? (
    <Button
      size="sm"
      variant="subtle"
      color="gray"
      className={classes.undo}
      leftSection={<IconMapPinCheck size={18} aria-hidden />}
      onClick={takeBack}
    >
      {t('lost.undo')}
    </Button>
  ) : null;

  return (
    <>
      <div className={classes.row} data-screen-only>
        {hasTutor ? (
          <Text size="sm" c="dimmed" id={captionId}>
            {t('lost.note')}
          </Text>
        ) : null}
        <Button
          ref={button}
          size="sm"
          variant={report.said ? 'light' : 'subtle'}
          color={report.said ? 'apricot' : 'gray'}
          aria-expanded={open}
          aria-describedby={hasTutor ? captionId : undefined}
          leftSection={<IconMapPinQuestion size={18} aria-hidden />}
          onClick={tap}
        >
          <span className={classes.labels}>
            <span>{t(again ? 'lost.again' : 'lost.say')}</span>
            <span aria-hidden>{t(again ? 'lost.say' : 'lost.again')}</span>
          </span>
        </Button>
        {children}
      </div>
      <LostStatus report={report} blockId={blockId} hasTutor={hasTutor} ways={open ? rungs.length : 0} />
      {open && lesson ? (
        <Ladder ref={ladder} lesson={lesson} blockId={blockId} rungs={rungs} withheld={gradedAttempt} onClose={close}>
          {undo}
        </Ladder>
      ) : (
        undo
      )}
    </>
  );
}

/**
 * Brings the choices into view once the tapping is over: a quick second tap finds the button where it was. Whoever reaches for
 * something meanwhile has seen enough, and keeps it where it is.
 */
function useBringIntoView(element: RefObject<HTMLElement | null>): () => void {
  const waiting = useRef<AbortController>(undefined);
  useEffect(() => () => waiting.current?.abort(), []);
  return () => {
    waiting.current?.abort();
    const wait = new AbortController();
    const { signal } = wait;
    waiting.current = wait;
    const timer = setTimeout(() => {
      wait.abort();
      element.current?.scrollIntoView({ block: 'nearest' });
    }, TAPS_APART_MS);
    signal.addEventListener('abort', () => clearTimeout(timer));
    for (const kind of ['pointerdown', 'keydown', 'wheel'])
      window.addEventListener(kind, () => wait.abort(), { capture: true, passive: true, signal });
    window.addEventListener(
      'pointermove',
      ({ target }) => {
        if (target instanceof Node && element.current?.contains(target)) wait.abort();
      },
      { passive: true, signal },
    );
  };
}

/** Escape closes what is open, from the button that opened it and from within. */
function useEscape(elements: readonly RefObject<HTMLElement | null>[], active: boolean, onEscape: () => void): void {
  const close = useEffectEvent(onEscape);
  const listening = useEffectEvent(() => elements.map(({ current }) => current));
  useEffect(() => {
    if (!active) return undefined;
    const found = listening();
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) close();
    };
    for (const element of found) element?.addEventListener('keydown', listen);
    return () => {
      for (const element of found) element?.removeEventListener('keydown', listen);
    };
  }, [active]);
}

/** Call `onCompleted` when the lesson becomes complete on this page: whoever got through is not lost there any more. */
function useLessonCompleted(completedAt: string | null, onCompleted: () => void): void {
  const before = useRef(completedAt);
  const completed = useEffectEvent(onCompleted);
  useEffect(() => {
    if (completedAt !== null && before.current === null) completed();
    before.current = completedAt;
  }, [completedAt]);
}
