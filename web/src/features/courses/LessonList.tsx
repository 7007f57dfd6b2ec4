import { Badge, Text } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DueDate } from '@/components/DueDate';
import type { CourseLesson } from './api';
import classes from './LessonList.module.css';

/** A module's lessons in order, each with its mark in shape and words. */
export function LessonList({
  lessons,
  resumeId,
  started,
}: {
  lessons: readonly CourseLesson[];
  resumeId: string | null;
  started: boolean;
}) {
  return (
    <ol className={classes.list}>
      {lessons.map((lesson) => (
        <LessonRow key={lesson.id} lesson={lesson} resumeHere={lesson.id === resumeId} started={started} />
      ))}
    </ol>
  );
}

function LessonRow({ lesson, resumeHere, started }: { lesson: CourseLesson; resumeHere: boolean; started: boolean }) {
  const { t } = useTranslation('courses');
  const state = lesson.locked ? 'locked' : lesson.completed ? 'completed' : 'open';
  const Mark = { locked: IconLock, completed: IconCircleCheckFilled, open: IconCircle }[state];
  return (
    <li className={classes.row} data-state={state}>
      <Mark size={22} aria-label={t(`course.${state}`)} role="img" className={classes.mark} />
      <div className={classes.what}>
        {lesson.locked ? (
          <Text c="dimmed">{lesson.title}</Text>
        ) : (
          <Link to={`/lessons/${lesson.id}`} className={classes.link}>
            {lesson.title}
          </Link>
        )}
        {lesson.due_at && !lesson.completed ? (
          <DueDate at={lesson.due_at}>
            {(when, passed) => t(passed ? 'course.overdue' : 'course.due', { when })}
          </DueDate>
        ) : null}
      </div>
      {resumeHere && state === 'open' ? (
        <Badge color="apricot" variant="light" className={classes.here}>
          {t(started ? 'course.resume_here' : 'course.start_here')}
        </Badge>
      ) : null}
      <Text size="sm" c="dimmed" className={classes.minutes}>
        {t('course.minutes', { count: lesson.minutes })}
      </Text>
    </li>
  );
}
