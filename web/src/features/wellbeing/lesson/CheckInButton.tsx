import { Button, Popover, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMoodSmile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import { showUndo } from '@/components/undo/undoStore';
import { currentLocation } from '@/platform/lesson/signals';
import { useCheckin, useUndoCheckin, type Feeling } from '../api';
import { FeelingPicker } from '../FeelingPicker';
import classes from './LessonTools.module.css';

/** Say how it is going, in one tap, without any camera. */
export function CheckInButton({ lessonId }: { lessonId: string }) {
  const { t } = useTranslation('wellbeing');
  const { describe } = useErrorMessage();
  const [opened, { toggle, close }] = useDisclosure(false);
  const checkin = useCheckin();
  const undo = useUndoCheckin();

  const say = (feeling: Feeling) => {
    const id = crypto.randomUUID();
    const location = currentLocation();
    checkin.mutate(
      {
        id,
        kind: 'check_in',
        feeling,
        lesson_id: lessonId,
        block_id: location?.blockId ?? null,
        window_id: null,
        support_message_id: null,
        at: new Date().toISOString(),
      },
      {
        onSuccess: () => {
          close();
          showUndo({
            message: t('check_in.said', { feeling: t(`feelings.${feeling}`) }),
            undo: () => undo.mutate(id),
          });
        },
      },
    );
  };

  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && close()}
      position="top-end"
      width="min(19rem, calc(100vw - 2rem))"
      trapFocus
      withinPortal
      returnFocus
      shadow="md"
    >
      <Popover.Target>
        <Button
          size="sm"
          h={40}
          variant="default"
          leftSection={<IconMoodSmile size={18} aria-hidden />}
          aria-expanded={opened}
          onClick={toggle}
        >
          <span className={classes.label}>{t('check_in.open')}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text fw={600} mb="xs">
          {t('check_in.question')}
        </Text>
        <FeelingPicker label={t('check_in.question')} disabled={checkin.isPending} onPick={say} />
        {checkin.error ? (
          <Text size="sm" role="alert" c="var(--danger-ink)" mt="xs">
            {describe(checkin.error)}
          </Text>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}
