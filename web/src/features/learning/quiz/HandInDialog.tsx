import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocale } from '@/platform/i18n/locale';

interface HandInDialogProps {
  /** Numbers of the questions without an answer. */
  missing: readonly number[];
  /** Attempts left, this one included; null where there is no limit. */
  left: number | null;
  onHandIn: () => void;
  onClose: () => void;
}

/** Ask before an attempt is spent, or before something without an answer is handed in. */
export function HandInDialog({ missing, left, onHandIn, onClose }: HandInDialogProps) {
  const { t } = useTranslation('learning');
  const numbers = new Intl.ListFormat(useLocale(), { type: 'conjunction' }).format(missing.map(String));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('quiz.hand_in.title')}
      closeButtonProps={{ 'aria-label': t('quiz.hand_in.continue') }}
    >
      {missing.length > 0 ? <Text>{t('quiz.hand_in.missing', { count: missing.length, numbers })}</Text> : null}
      {left === null ? null : (
        <Text mt={missing.length > 0 ? 'sm' : 0}>{t('quiz.hand_in.spends', { count: left })}</Text>
      )}
      {left === null && missing.length === 0 ? <Text>{t('quiz.hand_in.counts')}</Text> : null}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('quiz.hand_in.continue')}
        </Button>
        <Button onClick={onHandIn}>{t('quiz.hand_in.confirm')}</Button>
      </Group>
    </Modal>
  );
}
