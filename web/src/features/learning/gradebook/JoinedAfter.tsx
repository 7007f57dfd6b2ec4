import { Alert, Button, Group, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { useGiveGroupGrade } from './useGradebook';

interface JoinedAfterProps {
  courseId: string;
  itemId: string;
  userId: string;
  onExcuse: () => void;
}

/** Somebody came into a group after its hand-in: does the group's work count for them, or do they have to do none? */
export function JoinedAfter({ courseId, itemId, userId, onExcuse }: JoinedAfterProps) {
  const { t } = useTranslation('learning');
  const give = useGiveGroupGrade(courseId);
  return (
    <Alert variant="light" color="apricot" icon={<IconUserPlus aria-hidden />} title={t('gradebook.joined_after')}>
      <Text size="sm">{t('gradebook.joined_after_lead')}</Text>
      <Group gap="xs" mt="sm">
        <Button size="compact-md" loading={give.isPending} onClick={() => give.mutate({ itemId, userId })}>
          {t('gradebook.give_group_grade')}
        </Button>
        <Button size="compact-md" variant="default" disabled={give.isPending} onClick={onExcuse}>
          {t('gradebook.excuse_action')}
        </Button>
      </Group>
      {give.error ? <ErrorState error={give.error} title={t('gradebook.not_saved')} /> : null}
    </Alert>
  );
}
