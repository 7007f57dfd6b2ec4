import { ActionIcon, Button, Group, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconArchive,
  IconArchiveOff,
  IconCopy,
  IconDots,
  IconDownload,
  IconFiles,
  IconPlayerPlay,
  IconSettings,
  IconTrash,
  IconUpload,
  IconZzz,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ErrorState } from '@/components/state/ErrorState';
import { showUndo } from '@/components/undo/undoStore';
import { useCopyCourse, useCourseState, useDeleteCourse } from '../api/courses';
import { FilesPanel } from '../files/FilesPanel';
import { useUploads } from '../files/useUploads';
import { ImportDialog } from '../importing/ImportDialog';
import type { CourseState, OwnCourseDetail } from '../types';
import { CourseSettings } from './CourseSettings';

/** What can be done with a whole course. */
export function CourseActions({ course }: { course: OwnCourseDetail }) {
  const { t } = useTranslation('courses');
  const navigate = useNavigate();
  const [settings, settingsDialog] = useDisclosure(false);
  const [files, filesPanel] = useDisclosure(false);
  const [importing, importDialog] = useDisclosure(false);
  const uploads = useUploads(course.id);
  const setState = useCourseState();
  const copy = useCopyCourse();
  const remove = useDeleteCourse();
  const { id, state } = course;
  const error = setState.error ?? copy.error ?? remove.error;

  const change = (next: CourseState) =>
    setState.mutate(
      { id, state: next },
      {
        onSuccess: () =>
          showUndo({
            message: t(`editor.course.now.${next}`),
            undo: () => setState.mutate({ id, state }),
          }),
      },
    );
  return (
    <>
      <Group gap="xs">
        {state === 'draft' ? (
          <Button
            leftSection={<IconPlayerPlay size={18} aria-hidden />}
            loading={setState.isPending}
            onClick={() => change('running')}
          >
            {t('editor.course.open')}
          </Button>
        ) : null}
        <Button variant="default" leftSection={<IconSettings size={18} aria-hidden />} onClick={settingsDialog.open}>
          {t('editor.course.settings')}
        </Button>
        <Menu position="bottom-end" withinPortal width={270}>
          <Menu.Target>
            <ActionIcon size={42} variant="default" aria-label={t('editor.course.menu')} loading={copy.isPending}>
              <IconDots size={20} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconFiles size={17} aria-hidden />} onClick={filesPanel.open}>
              {t('editor.files.title')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconCopy size={17} aria-hidden />}
              onClick={() => copy.mutate(id, { onSuccess: (made) => void navigate(`/teach/courses/${made.id}`) })}
            >
              {t('editor.course.copy')}
            </Menu.Item>
            <Menu.Item
              component="a"
              href={`/api/v1/authoring/courses/${id}/export`}
              leftSection={<IconDownload size={17} aria-hidden />}
            >
              {t('editor.course.export')}
            </Menu.Item>
            <Menu.Item leftSection={<IconUpload size={17} aria-hidden />} onClick={importDialog.open}>
              {t('editor.course.update')}
            </Menu.Item>
            <Menu.Divider />
            {state === 'running' ? (
              <Menu.Item leftSection={<IconZzz size={17} aria-hidden />} onClick={() => change('draft')}>
                {t('editor.course.close')}
              </Menu.Item>
            ) : null}
            {state === 'archived' ? (
              <>
                <Menu.Item leftSection={<IconArchiveOff size={17} aria-hidden />} onClick={() => change('draft')}>
                  {t('editor.course.unarchive')}
                </Menu.Item>
                <Menu.Item
                  color="red"
                  leftSection={<IconTrash size={17} aria-hidden />}
                  onClick={() => remove.mutate(id, { onSuccess: () => void navigate('/teach/courses') })}
                >
                  {t('editor.course.delete')}
                </Menu.Item>
              </>
            ) : (
              <Menu.Item leftSection={<IconArchive size={17} aria-hidden />} onClick={() => change('archived')}>
                {t('editor.course.archive_course')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </Group>
      {error ? <ErrorState error={error} title={t('editor.course.not_changed')} /> : null}
      <CourseSettings key={String(settings)} course={course} opened={settings} onClose={settingsDialog.close} />
      <FilesPanel courseId={id} uploads={uploads} opened={files} onClose={filesPanel.close} />
      <ImportDialog course={course} opened={importing} onClose={importDialog.close} />
    </>
  );
}
