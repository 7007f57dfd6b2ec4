import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { setLocation, signal, type LessonLocation } from '@/platform/lesson/signals';
import type { Block } from '../api';
import { ownWordFor } from '../blocks/ownWord';
import { isGradedAttempt } from '../help/reviewing';
import type { Lesson } from '../progress/progress';
import { useProgress } from '../progress/ProgressProvider';
import { requiredTime } from '../progress/views';
import { useBlockViews } from '../progress/useBlockViews';

/** Being read completes a text, and what is looked at like one; a video, a quiz or a file asks for more. */
const readToComplete = (block: Block | undefined) => block !== undefined && ownWordFor(block) === 'read';

/** Record what the student reads, and tell the rest of the client where they are. */
export function useLessonTracking(lesson: Lesson, reviewed: ReadonlySet<string>): void {
  const { record } = useProgress();
  const [blockId, setBlockId] = useState<string | null>(null);
  const block = lesson.blocks.find((candidate) => candidate.id === blockId);
  const location: LessonLocation = { lessonId: lesson.id, blockId, inGradedQuiz: isGradedAttempt(block, reviewed) };

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
  const pause = useEffectEvent((kind: 'block_change' | 'lesson_end', leftBlockId: string | null = null) =>
    signal({ type: 'interruption_point', kind, location, leftBlockId }),
  );

  useEffect(() => {
    if (earlier.current !== null && earlier.current !== location.blockId) pause('block_change', earlier.current);
    earlier.current = location.blockId;
  }, [location.blockId]);

  useEffect(() => {
    if (lesson.completed && !wasCompleted.current) pause('lesson_end');
    wasCompleted.current = lesson.completed;
  }, [lesson.completed]);
}
