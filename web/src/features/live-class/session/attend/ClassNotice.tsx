import { useEffect } from 'react';
import { useMatch } from 'react-router';
import { lazyPart } from '@/components/on-demand/lazyPart';
import { openNamespace } from '@/platform/i18n/i18n';
import { setPresented } from '@/platform/lesson/presented';
import { openOf, plannedOf, sessionOn, type LiveSession } from '../sessions';
import { useAway } from './away';
import { useOwnSessions } from './useOwnSessions';

/** Loaded once there is a class to speak of. */
const ClassBars = lazyPart(async () => {
  const [{ ClassBars: Loaded }] = await Promise.all([import('./ClassBars'), openNamespace('live-class')]);
  return Loaded;
});

/** Under the header of a student's every page: which class is on, and on the page of a course what is planned. */
export function ClassNotice() {
  const sessions = useOwnSessions();
  const away = useAway();
  const lessonId = useMatch('/lessons/:lessonId')?.params.lessonId;
  const courseId = useMatch('/courses/:courseId')?.params.courseId;
  const here = sessionOn(sessions, lessonId);
  usePresentedBlock(here !== undefined && here.id !== away ? here : undefined);
  const planned = plannedOf(sessions).filter(({ course_id: course }) => course === courseId);
  const shown = [...openOf(sessions), ...planned];
  return <div role="status">{shown.length > 0 ? <ClassBars sessions={shown} here={here} away={away} /> : null}</div>;
}

/** Tell the lesson what to bring into view: what is presented in the class that the student follows. */
function usePresentedBlock(followed: LiveSession | undefined): void {
  const lessonId = followed?.pace === 'follow' ? followed.lesson_id : undefined;
  const blockId = followed?.presented_block_id;
  useEffect(() => {
    setPresented(lessonId && blockId ? { lessonId, blockId } : null);
  }, [lessonId, blockId]);
  useEffect(() => () => setPresented(null), []);
}
