import { Button, CloseButton, Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import type { RunningUpload, Uploads } from './useUploads';

/** What is on its way, how far it is, and what could not be sent. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  if (uploads.running.length === 0) return null;
  return (
    <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {uploads.running.map((each) => (
        <UploadLine key={each.id} upload={each} uploads={uploads} />
      ))}
    </Stack>
  );
}

function UploadLine({ upload: { id, file, share, error }, uploads }: { upload: RunningUpload; uploads: Uploads }) {
  const { t } = useTranslation('courses');
  const { describe } = useErrorMessage();
  const percent = Math.round(100 * share);
  return (
    <li>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" truncate dir="auto">
          {file.name}
        </Text>
        {error ? (
          <Group gap={4} wrap="nowrap">
            <Button size="compact-sm" variant="default" onClick={() => uploads.retry(id)}>
              {t('editor.files.resume')}
            </Button>
            <CloseButton
              aria-label={t('editor.files.dismiss', { name: file.name })}
              onClick={() => uploads.dismiss(id)}
            />
          </Group>
        ) : (
          <Text size="sm" c="dimmed">
            {t('editor.files.percent', { percent })}
          </Text>
        )}
      </Group>
      {error ? (
        <Text size="sm" c="var(--danger-ink)" role="alert">
          {t('editor.files.failed', { reason: describe(error) })}
        </Text>
      ) : (
        <Progress value={percent} size="sm" aria-label={t('editor.files.progress', { name: file.name })} />
      )}
    </li>
  );
}
