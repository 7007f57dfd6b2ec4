import { Button, Group, Text } from '@mantine/core';
import { IconMapPinQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/errorMessage';
import { useToggleCheckin } from './useToggleCheckin';
import classes from './LessonTools.module.css';

/** "I'm lost here": one tap at any block, in every mode, without a camera; and one tap to take it back. */
export function BlockActions({ lessonId, blockId }: { lessonId: string; blockId: string }) {
  const { t } = useTranslation('wellbeing');
  const { describe } = useErrorMessage();
  const lost = useToggleCheckin('lost_here', lessonId, blockId, blockId);
  return (
    <Group gap="xs" justify="flex-end">
      <Text size="sm" role="status" className={classes.status} c={lost.error ? 'var(--danger-ink)' : 'dimmed'}>
        {lost.error ? describe(lost.error) : lost.said ? t('lost.said') : ''}
      </Text>
      <Button
        size="sm" variant={lost.said ? 'light' : 'subtle'} color={lost.said ? 'apricot' : 'gray'} aria-pressed={lost.said} loading={lost.busy}
        leftSection={<IconMapPinQuestion size={18} aria-hidden />} onClick={lost.said ? lost.takeBack : lost.say}
      >
        {lost.said ? t('lost.undo') : t('lost.say')}
      </Button>
    </Group>
  );
}
