import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArchive,
  IconArrowDown,
  IconArrowUp,
  IconCalendar,
  IconDots,
  IconEye,
  IconFolderSymlink,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { OwnLesson, OwnModule } from '../types';
import { placeNextTo, whereIs, type LessonPlace } from './outline';

interface LessonMenuProps {
  lesson: OwnLesson;
  modules: readonly OwnModule[];
  onMove: (place: LessonPlace) => void;
  onArchive: () => void;
  onDue: () => void;
}

/** What can be done with a lesson beside writing it. */
export function LessonMenu({ lesson, modules, onMove, onArchive, onDue }: LessonMenuProps) {
  const { t } = useTranslation('courses');
  const own = whereIs(modules, lesson.id)?.module.id;
  const [up, down] = [placeNextTo(modules, lesson.id, -1), placeNextTo(modules, lesson.id, 1)];
  return (
    <Menu position="bottom-end" withinPortal width={270}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('editor.course.lesson_menu', { title: lesson.title })}
        >
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah="70dvh" style={{ overflowY: 'auto' }}>
        <Menu.Item
          component={Link}
          to={`/teach/lessons/${lesson.id}/as-student`}
          leftSection={<IconEye size={17} aria-hidden />}
        >
          {t('editor.as_student')}
        </Menu.Item>
        <Menu.Item leftSection={<IconCalendar size={17} aria-hidden />} onClick={onDue}>
          {t('editor.due.open')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconArrowUp size={17} aria-hidden />}
          disabled={up === null}
          onClick={() => up && onMove(up)}
        >
          {t('editor.up')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={17} aria-hidden />}
          disabled={down === null}
          onClick={() => down && onMove(down)}
        >
          {t('editor.down')}
        </Menu.Item>
        {modules
          .filter(({ id }) => id !== own)
          .map(({ id, title }) => (
            <Menu.Item
              key={id}
              leftSection={<IconFolderSymlink size={17} aria-hidden />}
              onClick={() => onMove({ moduleId: id, beforeId: null })}
            >
              {t('editor.course.to_module', { title })}
            </Menu.Item>
          ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconArchive size={17} aria-hidden />} onClick={onArchive}>
          {t('editor.course.archive')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
