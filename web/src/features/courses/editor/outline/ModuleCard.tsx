import { useDroppable } from '@dnd-kit/core';
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { ActionIcon, Menu, Title } from '@mantine/core';
import { IconArchive, IconArrowDown, IconArrowUp, IconDots, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import type { LessonChange } from '../api/courses';
import type { OwnLesson, OwnModule } from '../types';
import { AddEntry } from './AddEntry';
import { LessonRow } from './LessonRow';
import type { LessonPlace } from './outline';
import { RenameForm } from './RenameForm';
import classes from '../course/Course.module.css';

interface ModuleCardProps {
  module: OwnModule;
  index: number;
  modules: readonly OwnModule[];
  language: string;
  onRename: (title: string) => void;
  onMove: (to: number) => void;
  onArchive: () => void;
  onAddLesson: (title: string) => Promise<void>;
  onMoveLesson: (id: string, place: LessonPlace) => void;
  onArchiveLesson: (lesson: OwnLesson) => void;
  onChangeLesson: (lesson: OwnLesson, change: LessonChange) => void;
}

/** A module with its lessons. */
export function ModuleCard(props: ModuleCardProps) {
  const { module, index, modules, language, onRename, onMove, onArchive, onAddLesson } = props;
  const { t } = useTranslation('courses');
  const [renaming, setRenaming] = useState(false);
  const { setNodeRef } = useDroppable({ id: module.id });
  const titleId = `module-${module.id}`;
  return (
    <section className={classes.module} aria-labelledby={titleId} ref={setNodeRef}>
      <div className={classes.moduleHead}>
        {renaming ? (
          <RenameForm
            label={t('editor.course.module_title')}
            value={module.title}
            onRename={(title) => {
              setRenaming(false);
              if (title !== null) onRename(title);
            }}
          />
        ) : null}
        <Title order={3} id={titleId} flex={1} hidden={renaming} {...contentAttributes(language)}>
          {module.title}
        </Title>
        {renaming ? null : (
          <Menu position="bottom-end" withinPortal width={240}>
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={38}
                aria-label={t('editor.course.module_menu', { title: module.title })}
              >
                <IconDots size={20} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconPencil size={17} aria-hidden />} onClick={() => setRenaming(true)}>
                {t('editor.course.rename')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconArrowUp size={17} aria-hidden />}
                disabled={index === 0}
                onClick={() => onMove(index - 1)}
              >
                {t('editor.up')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconArrowDown size={17} aria-hidden />}
                disabled={index === modules.length - 1}
                onClick={() => onMove(index + 1)}
              >
                {t('editor.down')}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item leftSection={<IconArchive size={17} aria-hidden />} onClick={onArchive}>
                {t('editor.course.archive')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <SortableContext items={module.lessons.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        {module.lessons.length === 0 ? (
          <div className={classes.none}>{t('editor.course.no_lessons')}</div>
        ) : (
          <ol className={classes.lessons}>
            {module.lessons.map((lesson) => (
              <LessonRow
                key={lesson.id}
                lesson={lesson}
                modules={modules}
                language={language}
                onMove={(place) => props.onMoveLesson(lesson.id, place)}
                onArchive={() => props.onArchiveLesson(lesson)}
                onChange={(change) => props.onChangeLesson(lesson, change)}
              />
            ))}
          </ol>
        )}
      </SortableContext>
      <div className={classes.foot}>
        <AddEntry label={t('editor.course.add_lesson')} field={t('editor.course.lesson_title')} onAdd={onAddLesson} />
      </div>
    </section>
  );
}
