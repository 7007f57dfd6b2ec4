import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { lessonKey, type OpenLesson } from '@/platform/lesson/openLesson';
import { currentLocation, signal, useLessonLocation, useLessonSignal } from '@/platform/lesson/signals';
import type { SupportMessage } from '../api';
import { setWayBack } from '../lost/wayBack';
import { EFFECTS, finishedByAnswer, finishedByReading, finishedByTool, type Pending } from './action';
import { goToBlock } from '../lesson/goToBlock';
import type { SupportMessageHandle } from './SupportProvider';

const READING_MS = 8_000; // under this, something was opened and not read

/**
 * Run a message's action. Tapping it accepts the message; it is finished once what it opened was read, answered, saved
 * or seen through to its end. Whether it helped is asked beside it.
 */
export function useMessageAction(support: SupportMessageHandle): (message: SupportMessage) => void {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [pending, setPending] = useState<Pending | null>(null);
  useFinish(pending, () => {
    if (pending) support.answer(pending.messageId, 'finished');
    setPending(null);
  });

  /** Whoever is led away finds back. */
  const rememberPlace = () => {
    const here = currentLocation();
    if (!here?.blockId) return;
    const title = client.getQueryData<OpenLesson>(lessonKey(here.lessonId))?.title ?? '';
    setWayBack({ lessonId: here.lessonId, blockId: here.blockId, title });
  };

  return (message) => {
    const { action } = message;
    if (!action) return;
    support.respond('accepted');
    setPending({ messageId: message.id, action });
    support.show('rating');
    const { lesson_id: lessonId, block_id: blockId, question_id: questionId, prefill } = action;
    const effect = EFFECTS[action.kind];
    const here = currentLocation();
    if (effect.type === 'talk') {
      support.answer(message.id, 'finished'); // the page itself is what was proposed
      setPending(null);
      rememberPlace();
      void navigate('/talk');
    } else if (effect.type === 'tool') signal({ type: 'open_tool', tool: effect.tool, blockId, prefill });
    else if (action.kind === 'open_prerequisite' && message.block_id && message.lesson_id === here?.lessonId) {
      signal({ type: 'open_help', kind: 'prerequisite', blockId: message.block_id, questionId: null });
    } else if (effect.type === 'place' && lessonId) {
      if (lessonId !== here?.lessonId) rememberPlace();
      goToBlock(lessonId, blockId, navigate);
    } else if (effect.type === 'help' && blockId) signal({ type: 'open_help', kind: effect.kind, blockId, questionId });
  };
}

/** Tell once when what was begun is finished. */
function useFinish(pending: Pending | null, onFinished: () => void): void {
  const location = useLessonLocation();
  useLessonSignal('tool_finished', ({ tool }) => {
    if (pending && finishedByTool(pending, tool)) onFinished();
  });
  useLessonSignal('interruption_point', ({ kind, location: at }) => {
    if (pending && kind === 'answer_submitted' && finishedByAnswer(pending, at.blockId)) onFinished();
  });
  const finish = useEffectEvent(onFinished);
  const reading = pending !== null && location !== null && finishedByReading(pending, location);
  useEffect(() => {
    if (!reading) return undefined;
    const timer = setTimeout(finish, READING_MS);
    return () => clearTimeout(timer);
  }, [reading]);
}
