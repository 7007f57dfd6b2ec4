import { useSortable } from '@dnd-kit/sortable';
import { ActionIcon, Anchor, Badge, Group } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DueDate } from '@/components/DueDate';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import type { LessonChange } from '../api/courses';
import type { OwnLesson, OwnModule } from '../types';
import { DueDialog } from './DueDialog';
import { LessonMenu } from './LessonMenu';
import { placeNextTo, type LessonPlace } from './outline';
import classes from '../course/Course.module.css';

interface LessonRowProps {
  lesson: OwnLesson;
  modules: readonly OwnModule[];
  language: string;
  onMove: (place: LessonPlace) => void;
  onArchive: () => void;
  onChange: (change: LessonChange) => void;
}

/** A lesson in the outline: whether students see it, until when it is due, and the way into the editor. */
export function LessonRow({ lesson, modules, language, onMove, onArchive, onChange }: LessonRowProps) {
  const { t } = useTranslation('courses');
  const [dueOpened, setDueOpened] = useState(false);
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } = useSortable({
    id: lesson.id,
  });
  const steps = [
    { step: -1 as const, key: 'up', label: t('editor.move_up', { name: lesson.title }), Icon: IconArrowUp },
    { step: 1 as const, key: 'down', label: t('editor.move_down', { name: lesson.title }), Icon: IconArrowDown },
  ];
  const move = (place: LessonPlace, key: string) => {
    onMove(place);
    requestAnimationFrame(() => {
      const row = document.getElementById(`lesson-${lesson.id}`);
      const button = row?.querySelector<HTMLElement>(`[data-move="${key}"]:not(:disabled)`);
      (button ?? row?.querySelector<HTMLElement>('[data-move]:not(:disabled)'))?.focus();
    });
  };
  return (
    <li
      ref={setNodeRef}
      id={`lesson-${lesson.id}`}
      className={classes.lesson}
      data-dragging={isDragging}
      style={{ transform: transform ? `translate3d(0, ${Math.round(transform.y)}px, 0)` : undefined, transition }}
    >
      <ActionIcon
        ref={setActivatorNodeRef}
        variant="subtle"
        color="gray"
        size={36}
        className={classes.grip}
        {...attributes}
        {...listeners}
        aria-label={t('editor.drag', { name: lesson.title })}
      >
        <IconGripVertical size={18} aria-hidden />
      </ActionIcon>
      <div>
        <Anchor
          component={Link}
          to={`/teach/lessons/${lesson.id}`}
          underline="hover"
          className={classes.lessonTitle}
          {...contentAttributes(language)}
        >
          {lesson.title}
        </Anchor>
        <div className={classes.marks}>
          <span>{t('course.minutes', { count: lesson.minutes })}</span>
          <LessonState lesson={lesson} />
          {lesson.due_at ? (
            <DueDate at={lesson.due_at}>
              {(when, passed) => t(passed ? 'course.overdue' : 'course.due', { when })}
            </DueDate>
          ) : null}
          {lesson.due_after_days ? <span>{t('editor.due.days', { count: lesson.due_after_days })}</span> : null}
        </div>
      </div>
      <Group gap={0} wrap="nowrap">
        {steps.map(({ step, key, label, Icon }) => {
          const place = placeNextTo(modules, lesson.id, step);
          return (
            <ActionIcon
              key={key}
              variant="subtle"
              color="gray"
              size={36}
              aria-label={label}
              data-move={key}
              disabled={place === null}
              visibleFrom="xs"
              onClick={() => place && move(place, key)}
            >
              <Icon size={18} aria-hidden />
            </ActionIcon>
          );
        })}
        <LessonMenu
          lesson={lesson}
          modules={modules}
          onMove={onMove}
          onArchive={onArchive}
          onDue={() => setDueOpened(true)}
        />
      </Group>
      <DueDialog
        key={`${lesson.due_at}${lesson.due_after_days}`}
        lesson={lesson}
        opened={dueOpened}
        onClose={() => setDueOpened(false)}
        onChange={onChange}
      />
    </li>
  );
}

/** Whether students see it as it is written. */
function LessonState({ lesson }: { lesson: OwnLesson }) {
  const { t } = useTranslation('courses');
  if (lesson.version === 0)
    return (
      <Badge variant="light" color="gray">
        {t('editor.state.unpublished')}
      </Badge>
    );
  if (lesson.has_draft_changes)
    return (
      <Badge variant="light" color="apricot">
        {t('editor.state.changed')}
      </Badge>
    );
  return <span>{t('editor.state.visible')}</span>;
}
