import { useMemo } from 'react';
import { useEarlierAttempts } from '../api/lessons';
import type { LessonBody } from '../types';
import type { Practised } from './PracticeChoice';

/** The quizzes that count from this text on, and with which students have practised. */
export function usePractised(body: LessonBody, enabled: boolean): Practised[] {
  const graded = useMemo(
    () => (enabled ? body.blocks.filter((block) => block.kind === 'quiz' && block.content.graded) : []),
    [body, enabled],
  );
  const found = useEarlierAttempts(graded.map(({ id }) => id));
  return found.flatMap(({ id, earlier }) =>
    earlier && !earlier.graded && earlier.practice_students > 0
      ? {
          id,
          courseId: earlier.course_id,
          title: graded.find((block) => block.id === id)?.title ?? body.title,
          students: earlier.practice_students,
        }
      : [],
  );
}
