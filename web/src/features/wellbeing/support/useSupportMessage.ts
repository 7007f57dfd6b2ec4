import { useReducer, useRef } from 'react';
import { useServerEvent } from '@/platform/events/events';
import { useLessonSignal } from '@/platform/lesson/signals';
import { requestMessage, useRespondToMessage, useSettings, type MessageResponse } from '../api';
import { mayAsk, NO_MESSAGE, reduceMessage, type MessageView } from './messageState';

const BETWEEN_ASKS_MS = 5_000; // scrolling through a lesson is no series of questions

/** Ask for support at interruption points and hold the one message that is open. */
export function useSupportMessage() {
  const settings = useSettings().data;
  const [state, dispatch] = useReducer(reduceMessage, NO_MESSAGE);
  const response = useRespondToMessage();
  const askedAt = useRef(0);

  useServerEvent('support.message_sent', ({ support_message: message }) => dispatch({ type: 'received', message }));
  useLessonSignal('interruption_point', ({ kind, location }) => {
    const now = new Date();
    if (location.inGradedQuiz || !mayAsk(settings, state, now) || now.getTime() - askedAt.current < BETWEEN_ASKS_MS)
      return;
    askedAt.current = now.getTime();
    requestMessage({ kind, lesson_id: location.lessonId, block_id: location.blockId, in_graded_quiz: false })
      .then((message) => message && dispatch({ type: 'received', message }))
      .catch(() => undefined); // support that cannot be reached is simply not there; the lesson goes on
  });

  return {
    ...state,
    show: (view: MessageView) => dispatch({ type: 'viewed', view }),
    end: () => dispatch({ type: 'ended' }),
    respond: (answer: MessageResponse) => {
      if (state.message) response.mutate({ messageId: state.message.id, response: answer });
    },
  };
}

export type SupportMessageHandle = ReturnType<typeof useSupportMessage>;
