import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { setLocation, signal, type LessonLocation } from '@/platform/lesson/signals';
import type { Block } from '../api';
import type { Lesson } from '../progress/progress';
import { useProgress } from '../progress/ProgressProvider';
import { requiredTime } from '../progress/views';
import { useBlockViews } from '../progress/useBlockViews';

/** Being read completes a text; a video, a quiz or a file asks for more. */
const readToComplete = (block: Block | undefined) => block?.kind === 'markdown';

function isOpenGradedQuiz(block: Block | undefined): boolean {
  const quiz = block?.quiz;
  if (!quiz?.graded || block?.completed) return false;
  return quiz.attempts_allowed === null || quiz.attempts_used < quiz.attempts_allowed;
}

/** Record what the student reads, and tell the rest of the client where they are. */
export function useLessonTracking(lesson: Lesson): void {
  const { record } = useProgress();
  const [blockId, setBlockId] = useState<string | null>(null);
  const block = lesson.blocks.find((candidate) => candidate.id === blockId);
  const location: LessonLocation = { lessonId: lesson.id, blockId, inGradedQuiz: isOpenGradedQuiz(block) };

  useBlockViews(
    ({ viewed, finished }) => {
      for (const id of viewed) record({ lessonId: lesson.id, blockId: id, status: 'viewed' });
      for (const id of finished) {
        const done = lesson.blocks.find((candidate) => candidate.id === id);
        if (readToComplete(done) && !done?.completed) record({ lessonId: lesson.id, blockId: id, status: 'completed' });
      }
    },
    setBlockId,
    (id) => requiredTime(lesson.blocks.find((candidate) => candidate.id === id)?.expected_seconds ?? 0),
  );

  useEffect(() => setLocation(location));
  useEffect(() => () => setLocation(null), []);
  useInterruptionPoints(lesson, location);
}

/** A change of block and the end of the lesson are natural pauses. */
function useInterruptionPoints(lesson: Lesson, location: LessonLocation): void {
  const earlier = useRef(location.blockId);
  const wasCompleted = useRef(lesson.completed);
  const pause = useEffectEvent((kind: 'block_change' | 'lesson_end') =>
    signal({ type: 'interruption_point', kind, location }),
  );

  useEffect(() => {
    if (earlier.current !== null && earlier.current !== location.blockId) pause('block_change');
    earlier.current = location.blockId;
  }, [location.blockId]);

  useEffect(() => {
    if (lesson.completed && !wasCompleted.current) pause('lesson_end');
    wasCompleted.current = lesson.completed;
  }, [lesson.completed]);
}
