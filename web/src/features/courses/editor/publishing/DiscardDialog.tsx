import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface DiscardDialogProps {
  opened: boolean;
  onClose: () => void;
  onDiscard: () => void;
}

/** Asks before everything that is not published is thrown away: that cannot be undone. */
export function DiscardDialog({ opened, onClose, onDiscard }: DiscardDialogProps) {
  const { t } = useTranslation('courses');
  const discard = () => {
    onClose();
    onDiscard();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('editor.discard.title')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <Text>{t('editor.discard.question')}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('app:cancel')}
        </Button>
        <Button color="red" onClick={discard}>
          {t('editor.discard.action')}
        </Button>
      </Group>
    </Modal>
  );
}
