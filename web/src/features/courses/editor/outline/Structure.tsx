import {
  closestCorners,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type DragEndEvent,
} from '@dnd-kit/core';
import { sortableKeyboardCoordinates } from '@dnd-kit/sortable';
import { Stack, Title, VisuallyHidden } from '@mantine/core';
import { IconBook2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { EmptyState } from '@/components/state/EmptyState';
import { ErrorState } from '@/components/state/ErrorState';
import { showUndo } from '@/components/undo/undoStore';
import { without } from '../draft/order';
import type { OwnCourseDetail, OwnLesson, OwnModule } from '../types';
import { AddEntry } from './AddEntry';
import { Archived } from './Archived';
import { ModuleCard } from './ModuleCard';
import { placeOfDrop, thoseThere, whereIs, withLessonAt, type LessonPlace } from './outline';
import { useDragWords } from '../course/useDragWords';
import { useStructure } from './useStructure';
import classes from '../course/Course.module.css';

/** Modules and lessons in their order: to add, rename, move by buttons or by dragging, and archive. */
export function Structure({ course }: { course: OwnCourseDetail }) {
  const { t } = useTranslation('courses');
  const navigate = useNavigate();
  const { act, error, dismiss } = useStructure(course.id);
  const [announcement, announce] = useState('');
  const modules = thoseThere(course.modules);
  const lessons = modules.flatMap((module) => module.lessons);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const accessibility = useDragWords((id) => lessons.findIndex((lesson) => lesson.id === id) + 1, lessons.length);

  const moveLesson = (id: string, place: LessonPlace) => {
    void act(
      (api) => api.moveLesson(id, place.moduleId, place.beforeId),
      (all) => withLessonAt(all, id, place),
    );
    const found = whereIs(withLessonAt(modules, id, place), id);
    if (found) announce(t('editor.course.moved', { module: found.module.title, position: found.index + 1 }));
  };
  const moveModule = (module: OwnModule, to: number) => {
    const others = without(modules, module.id);
    const beforeId = others[to]?.id ?? null;
    void act(
      (api) => api.moveModule(module.id, beforeId),
      (all) => {
        const kept = without(all, module.id);
        const at = beforeId === null ? kept.length : kept.findIndex(({ id }) => id === beforeId);
        return [...kept.slice(0, at), module, ...kept.slice(at)];
      },
    );
    announce(t('editor.moved', { position: to + 1, count: modules.length }));
  };
  const archiveLesson = async (lesson: OwnLesson) => {
    const done = await act(
      async (api) => {
        await api.archiveLesson(lesson.id);
        return true;
      },
      (all) => all.map((module) => ({ ...module, lessons: without(module.lessons, lesson.id) })),
    );
    if (done)
      showUndo({
        message: t('editor.course.archived', { title: lesson.title }),
        undo: () => void act((api) => api.restoreLesson(lesson.id)),
      });
  };
  const archiveModule = async (module: OwnModule) => {
    const done = await act(
      async (api) => {
        await api.archiveModule(module.id);
        return true;
      },
      (all) => without(all, module.id),
    );
    if (done)
      showUndo({
        message: t('editor.course.archived', { title: module.title }),
        undo: () => void act((api) => api.restoreModule(module.id)),
      });
  };
  const addLesson = async (module: OwnModule, title: string) => {
    const lesson = await act((api) => api.addLesson(module.id, title));
    if (lesson) void navigate(`/teach/lessons/${lesson.id}`);
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const place = over ? placeOfDrop(modules, String(active.id), String(over.id)) : null;
    if (place) moveLesson(String(active.id), place);
  };

  return (
    <Stack gap="xl" component="section" aria-labelledby="structure-title">
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
      <Title order={2} id="structure-title">
        {t('editor.course.structure')}
      </Title>
      {error ? <ErrorState error={error} title={t('editor.course.not_changed')} onRetry={dismiss} /> : null}
      {modules.length === 0 ? (
        <EmptyState icon={IconBook2} title={t('editor.course.empty_title')}>
          {t('editor.course.empty_lead')}
        </EmptyState>
      ) : null}
      <DndContext
        sensors={sensors}
        collisionDetection={closestCorners}
        accessibility={accessibility}
        onDragEnd={onDragEnd}
      >
        <div className={classes.modules}>
          {modules.map((module, index) => (
            <ModuleCard
              key={module.id}
              module={module}
              index={index}
              modules={modules}
              language={course.language}
              onRename={(title) =>
                void act(
                  (api) => api.renameModule(module.id, title),
                  (all) => all.map((other) => (other.id === module.id ? { ...other, title } : other)),
                )
              }
              onMove={(to) => moveModule(module, to)}
              onArchive={() => void archiveModule(module)}
              onAddLesson={(title) => addLesson(module, title)}
              onMoveLesson={moveLesson}
              onArchiveLesson={(lesson) => void archiveLesson(lesson)}
              onChangeLesson={(lesson, change) => void act((api) => api.changeLesson(lesson.id, change))}
            />
          ))}
        </div>
      </DndContext>
      <AddEntry
        label={t('editor.course.add_module')}
        field={t('editor.course.module_title')}
        primary={modules.length === 0}
        onAdd={async (title) => {
          await act((api) => api.addModule(title));
        }}
      />
      <Archived
        modules={course.modules}
        onRestoreModule={(id) => void act((api) => api.restoreModule(id))}
        onRestoreLesson={(id) => void act((api) => api.restoreLesson(id))}
      />
    </Stack>
  );
}
