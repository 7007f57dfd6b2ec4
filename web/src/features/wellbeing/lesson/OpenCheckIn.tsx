import { Popover, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOpening } from '@/components/on-demand/onDemand';
import { useErrorMessage } from '@/components/state/errorMessage';
import { showUndo } from '@/components/undo/undoStore';
import { currentLocation } from '@/platform/lesson/signals';
import { useCheckin, useUndoCheckin, type Feeling } from '../api';
import { FeelingPicker } from '../FeelingPicker';
import { useSupport } from '../support/SupportProvider';
import { FeelingButton } from './FeelingButton';

/** How it is going, to pick from. */
export function OpenCheckIn({ lessonId }: { lessonId: string }) {
  const { t } = useTranslation('wellbeing');
  const { describe } = useErrorMessage();
  const { target, opened, onChange } = useOpening();
  const checkin = useCheckin();
  const undo = useUndoCheckin();
  const { askAboutSaid } = useSupport();

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
          onChange(false);
          askAboutSaid();
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
      onChange={onChange}
      position="top-end"
      width="min(19rem, calc(100vw - 2rem))"
      trapFocus
      withinPortal
      returnFocus
      shadow="md"
    >
      <Popover.Target>
        <FeelingButton ref={target} aria-expanded={opened} onClick={() => onChange(!opened)} />
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
