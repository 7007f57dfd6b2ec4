import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface StartDialogProps {
  onClose: () => void;
  onStart: () => void;
  /** What applies. */
  children: ReactNode;
}

/** The last word before the time of a quiz runs. */
export function StartDialog({ onClose, onStart, children }: StartDialogProps) {
  const { t } = useTranslation('learning');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('quiz.start.title')}
      closeButtonProps={{ 'aria-label': t('quiz.start.later') }}
    >
      {children}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('quiz.start.later')}
        </Button>
        <Button onClick={onStart}>{t('quiz.start.now')}</Button>
      </Group>
    </Modal>
  );
}
