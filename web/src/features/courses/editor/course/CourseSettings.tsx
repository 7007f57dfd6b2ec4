import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useZonedInput } from '@/platform/i18n/useZonedInput';
import { ErrorState } from '@/components/state/ErrorState';
import { useChangeCourse, type CourseEntries } from '../api/courses';
import type { OwnCourseDetail } from '../types';
import { CourseFields } from './CourseFields';

interface CourseSettingsProps {
  course: OwnCourseDetail;
  opened: boolean;
  onClose: () => void;
}

/** A course's title, summary, language, subject, start and end. */
export function CourseSettings({ course, opened, onClose }: CourseSettingsProps) {
  const { t } = useTranslation('courses');
  const { toInput, fromInput, zoneNote } = useZonedInput();
  const { title, summary, language, subject } = course;
  const [entries, setEntries] = useState<CourseEntries>({ title, summary, language, subject });
  const [starts, setStarts] = useState(toInput(course.starts_at));
  const [ends, setEnds] = useState(toInput(course.ends_at));
  const change = useChangeCourse(course.id);
  const backwards = starts !== '' && ends !== '' && ends <= starts;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (entries.title.trim() === '' || backwards) return;
    change.mutate({ ...entries, starts_at: fromInput(starts), ends_at: fromInput(ends) }, { onSuccess: onClose });
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('editor.course.settings')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          <CourseFields entries={entries} error={change.error} onChange={setEntries} />
          <TextInput
            type="datetime-local"
            label={t('editor.course.starts_at')}
            description={[t('editor.course.starts_why'), zoneNote].filter(Boolean).join(' ')}
            value={starts}
            onChange={({ currentTarget }) => setStarts(currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label={t('editor.course.ends_at')}
            description={[t('editor.course.ends_why'), zoneNote].filter(Boolean).join(' ')}
            error={backwards ? t('editor.course.backwards') : undefined}
            value={ends}
            onChange={({ currentTarget }) => setEnds(currentTarget.value)}
          />
          {change.error ? <ErrorState error={change.error} title={t('editor.course.not_changed')} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button type="submit" loading={change.isPending} disabled={entries.title.trim() === ''}>
              {t('app:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
