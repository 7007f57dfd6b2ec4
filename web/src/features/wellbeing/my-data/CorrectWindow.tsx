import { Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import { useDates } from '@/platform/i18n/dates';
import { FeelingPicker } from '../FeelingPicker';
import { useCorrectWindow, type Corrected } from './api';

/** Say what a summary really was; the student's word replaces the guess. */
export function CorrectWindow({ window, onClose }: { window: Corrected | null; onClose: () => void }) {
  const { t } = useTranslation('wellbeing');
  const { describe } = useErrorMessage();
  const { dateTime } = useDates();
  const correct = useCorrectWindow();
  return (
    <Modal
      opened={window !== null}
      onClose={onClose}
      title={t('windows.correct_title')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      {window ? (
        <>
          <Text size="sm" c="dimmed" mb="sm">
            {t('windows.correct_lead', { when: dateTime(window.started_at) })}
          </Text>
          <FeelingPicker
            label={t('correction.question')}
            disabled={correct.isPending}
            onPick={(feeling) => correct.mutate({ window, feeling }, { onSuccess: onClose })}
          />
          {correct.error ? (
            <Text size="sm" role="alert" c="var(--danger-ink)" mt="sm">
              {describe(correct.error)}
            </Text>
          ) : null}
        </>
      ) : null}
    </Modal>
  );
}
