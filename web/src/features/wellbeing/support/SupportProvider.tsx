import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useReducer,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { useServerEvent } from '@/platform/events/events';
import { quizInHand } from '@/platform/lesson/quizInHand';
import { currentLocation, useLessonSignal, type LessonSignal } from '@/platform/lesson/signals';
import { requestMessage, useRespondToMessage, useSettings, type MessageResponse, type SupportMessage } from '../api';
import { isReflectionDue } from '../reflection/api';
import { mayAsk, NO_MESSAGE, reduceMessage, type MessageView } from './messageState';

const BETWEEN_ASKS_MS = 5_000; // scrolling through a lesson is no series of questions
const AFTER_DUE_MS = 500; // a moment later than due is due for certain

/** Ask for support at interruption points and hold the one message that is open. */
function useSupportMessages() {
  const settings = useSettings().data;
  const client = useQueryClient();
  const [state, dispatch] = useReducer(reduceMessage, NO_MESSAGE);
  const response = useRespondToMessage();
  const askedAt = useRef(0);
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const [spoken, setSpoken] = useState(false);

  const ask = async (point: Asked, again = false) => {
    askedAt.current = Date.now();
    setWaiting(null);
    // At the end of a lesson stands one card: where a look back is due, nothing else is said.
    if (point.kind === 'lesson_end' && (await isReflectionDue(client, point.location.lessonId))) return;
    const { support_message: message, retry_after_seconds: seconds } = await requestMessage(describe(point));
    if (message) dispatch({ type: 'received', message });
    else if (seconds !== null && !again) setWaiting({ point, delay: seconds * 1000 + AFTER_DUE_MS });
  };
  // Support that cannot be reached is simply not there; the lesson goes on.
  const askQuietly = (...given: Parameters<typeof ask>) => void ask(...given).catch(() => undefined);
  useServerEvent('support.message_sent', ({ support_message: message }) => dispatch({ type: 'received', message }));
  useLessonSignal('interruption_point', (point) => {
    const now = new Date();
    if (point.location.inGradedQuiz || !mayAsk(settings, state, now)) return;
    if (now.getTime() - askedAt.current < BETWEEN_ASKS_MS) return;
    askQuietly(point);
  });
  useWaiting(waiting, (point) => {
    setWaiting(null);
    const here = currentLocation();
    const left = here?.lessonId !== point.location.lessonId || here.blockId !== point.location.blockId;
    if (left || here.inGradedQuiz || document.hidden || !mayAsk(settings, state, new Date())) return;
    askQuietly(point, true);
  });
  useSpoken(spoken && state.message === null, () => {
    setSpoken(false);
    const location = currentLocation();
    if (location && !location.inGradedQuiz && mayAsk(settings, state, new Date())) askQuietly({ kind: null, location });
  });

  const { mutate } = response;
  return useMemo(() => {
    const answer = (messageId: string, given: MessageResponse) => mutate({ messageId, response: given });
    return {
      ...state,
      show: (view: MessageView) => dispatch({ type: 'viewed', view }),
      lookUp: (message: SupportMessage) => dispatch({ type: 'looked_up', message }),
      end: () => dispatch({ type: 'ended' }),
      /** Say something about the open message. */
      respond: (given: MessageResponse) => {
        if (state.message) answer(state.message.id, given);
      },
      /** Say something about a message that need not be open any more. */
      answer,
      /** The student has said how they are: that is answered at once, or as soon as no message is open. */
      askAboutSaid: () => setSpoken(true),
    };
  }, [state, mutate]);
}

type InterruptionPointSignal = Extract<LessonSignal, { type: 'interruption_point' }>;

/** A natural pause; without a kind, the moment right after the student said how they are. */
type Asked = Pick<InterruptionPointSignal, 'location' | 'leftBlockId'> & {
  kind: InterruptionPointSignal['kind'] | null;
};

/** Help that is due in `delay` milliseconds, unless the student gets on until then. */
interface Waiting {
  point: Asked;
  delay: number;
}

/** Call `onDue` once, when the time has come; whatever was asked meanwhile takes its place. */
function useWaiting(waiting: Waiting | null, onDue: (point: Asked) => void): void {
  const due = useEffectEvent(onDue);
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = setTimeout(() => due(waiting.point), waiting.delay);
    return () => clearTimeout(timer);
  }, [waiting]);
}

function useSpoken(ready: boolean, onReady: () => void): void {
  const answer = useEffectEvent(onReady);
  useEffect(() => {
    if (ready) answer();
  }, [ready]);
}

/** What the server needs to know of a natural pause, this device's time of day among it. */
function describe({ kind, location, leftBlockId }: Asked): Parameters<typeof requestMessage>[0] {
  const quiz = location.blockId ? quizInHand(location.blockId) : null;
  return {
    kind,
    lesson_id: location.lessonId,
    block_id: location.blockId,
    left_block_id: leftBlockId ?? null,
    question_id: quiz?.item?.questionId ?? null,
    unsent: quiz?.unsent ?? false,
    in_graded_quiz: false,
    utc_offset_minutes: -new Date().getTimezoneOffset(),
  };
}

export type SupportMessageHandle = ReturnType<typeof useSupportMessages>;

const SupportContext = createContext<SupportMessageHandle | null>(null);

/** Holds what support says, for the message at the edge and the list of recent ones in the lesson's tools. */
export function SupportProvider({ children }: { children: ReactNode }) {
  const support = useSupportMessages();
  return <SupportContext value={support}>{children}</SupportContext>;
}

/** The open message, the recent ones, and what can be said about them. */
export function useSupport(): SupportMessageHandle {
  const support = useContext(SupportContext);
  if (!support) throw new Error('useSupport() needs a SupportProvider around it.');
  return support;
}
