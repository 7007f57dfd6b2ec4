import { useEffect, useEffectEvent, useState } from 'react';
import type { useQuiz } from '../useQuiz';
import { availabilityOf, type Quiz } from './rules';
import { useClockDifference, useCountdown } from './useCountdown';
import { useStart } from './useStart';

interface TimedQuizOptions {
  lessonId: string;
  blockId: string;
  quiz: Quiz;
  state: ReturnType<typeof useQuiz>;
}

/**
 * The clock of a quiz: its start, the time left, and the hand-in that happens by itself when the time is over.
 * Without a connection the answers stay on this device and are handed in as soon as there is one; the server counts what it
 * was sent in time.
 */
export function useTimedQuiz({ lessonId, blockId, quiz, state }: TimedQuizOptions) {
  const start = useStart(lessonId, blockId);
  const ahead = useClockDifference(quiz.server_time);
  const { result, error } = state;
  const [over, setOver] = useState(false);
  const endsAt = result ? null : (quiz.open_attempt?.ends_at ?? null);
  const { left, announced } = useCountdown({
    endsAt,
    ahead,
    onEnd: () => {
      setOver(true);
      state.handInNow();
    },
  });
  const now = useMinute();

  const sendAgain = useEffectEvent(() => {
    if (over && !result) state.handInNow();
  });
  useEffect(() => {
    const online = () => sendAgain();
    window.addEventListener('online', online);
    return () => window.removeEventListener('online', online);
  }, []);

  return {
    left,
    announced,
    /** The time is over, and the hand-in has not been confirmed. */
    over: over && !result && !error,
    availability: availabilityOf(quiz, now + (ahead ?? 0)),
    start: () => start.mutate(),
    starting: start.isPending,
    startError: start.error,
  };
}

/** The time, renewed often enough for a date to be kept. */
function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
