import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmButton } from '@/components/ConfirmButton';
import { ErrorState } from '@/components/state/ErrorState';
import { useDeleteData } from '../../api';
import { useOwnLessons } from '../api';

const EXPORT_URL = '/api/v1/wellbeing/export?format=';

/** Take everything away as a file, delete a lesson's data, delete everything. */
export function DataActions() {
  const { t } = useTranslation('wellbeing');
  const remove = useDeleteData();
  const lessons = useOwnLessons().data ?? [];
  const [lessonId, setLessonId] = useState<string | null>(null);
  const deleted = remove.data?.deleted;
  const lesson = lessons.find(({ lesson_id: id }) => id === lessonId);

  return (
    <Stack gap="md">
      <Group>
        {(['json', 'csv'] as const).map((format) => (
          <Button
            key={format}
            component="a"
            href={`${EXPORT_URL}${format}`}
            download
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {t(`data.export_${format}`)}
          </Button>
        ))}
      </Group>
      {lessons.length > 0 ? (
        <Group align="flex-end">
          <Select
            label={t('data.lesson')}
            placeholder={t('data.choose')}
            value={lessonId}
            onChange={setLessonId}
            data={lessons.map(({ lesson_id: value, title: label }) => ({ value, label }))}
          />
          <ConfirmButton
            disabled={!lesson}
            title={t('data.lesson_title')}
            question={t('data.lesson_question', { title: lesson?.title })}
            confirmLabel={t('data.delete')}
            onConfirm={() => remove.mutate(lesson?.lesson_id)}
          >
            {t('data.delete_lesson')}
          </ConfirmButton>
        </Group>
      ) : null}
      <Group>
        <ConfirmButton
          color="red"
          variant="light"
          title={t('data.all_title')}
          question={t('data.all_question')}
          confirmLabel={t('data.delete_all')}
          onConfirm={() => remove.mutate(undefined)}
        >
          {t('data.delete_all')}
        </ConfirmButton>
      </Group>
      {remove.error ? <ErrorState error={remove.error} /> : null}
      <Text role="status" c="var(--positive-ink)">
        {deleted
          ? t('data.deleted', {
              windows: t('data.deleted_items.windows', { count: deleted.windows }),
              checkins: t('data.deleted_items.checkins', { count: deleted.checkins }),
              support_messages: t('data.deleted_items.support_messages', { count: deleted.support_messages }),
              notes: t('data.deleted_items.notes', { count: deleted.notes }),
            })
          : ''}
      </Text>
    </Stack>
  );
}
