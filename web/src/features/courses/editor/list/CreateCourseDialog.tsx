import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ErrorState } from '@/components/state/ErrorState';
import { useUser } from '@/platform/session';
import { useCreateCourse, type CourseEntries } from '../api/courses';
import { CourseFields } from '../course/CourseFields';

/** Begin a course; it is a draft that nobody else sees. */
export function CreateCourseDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('courses');
  const { locale } = useUser();
  const navigate = useNavigate();
  const create = useCreateCourse();
  const [entries, setEntries] = useState<CourseEntries>({ title: '', summary: '', language: locale, subject: null });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (entries.title.trim() === '') return;
    create.mutate(entries, { onSuccess: ({ id }) => void navigate(`/teach/courses/${id}`) });
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('editor.create.title')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          <CourseFields entries={entries} error={create.error} onChange={setEntries} />
          {create.error ? <ErrorState error={create.error} title={t('editor.create.failed')} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button type="submit" loading={create.isPending} disabled={entries.title.trim() === ''}>
              {t('editor.create.action')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
