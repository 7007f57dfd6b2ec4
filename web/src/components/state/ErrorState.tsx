import { Alert, Button, Text } from '@mantine/core';
import { IconCloudOff, IconMoodPuzzled } from '@tabler/icons-react';
import { useErrorMessage } from './errorMessage';

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
  /** What could not be shown or done. */
  title?: string;
}

/** Something failed: what, why, and a way on. */
export function ErrorState({ error, onRetry, title }: ErrorStateProps) {
  const { t, describe, isOffline } = useErrorMessage();
  const Icon = isOffline(error) ? IconCloudOff : IconMoodPuzzled;
  return (
    <Alert
      role="alert"
      variant="light"
      color="red"
      radius="lg"
      icon={<Icon aria-hidden />}
      title={title ?? t('error.title')}
    >
      <Text size="sm">{describe(error)}</Text>
      {onRetry ? (
        <Button mt="md" size="sm" variant="default" onClick={onRetry}>
          {t('error.retry')}
        </Button>
      ) : null}
    </Alert>
  );
}
