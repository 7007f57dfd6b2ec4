import { Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { CopyableLink } from '../CopyableLink';

interface ResetLinkDialogProps {
  name: string;
  url: string | undefined;
  error: Error | null;
  onClose: () => void;
}

/** The link with which a user sets a new password, shown once. */
export function ResetLinkDialog({ name, url, error, onClose }: ResetLinkDialogProps) {
  const { t } = useTranslation('administration');
  return (
    <Modal
      opened={url !== undefined || error !== null}
      onClose={onClose}
      title={t('users.reset.title', { name })}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      {error ? <ErrorState error={error} /> : null}
      {url ? (
        <Stack>
          <Text>{t('users.reset.lead', { name })}</Text>
          <CopyableLink label={t('users.reset.link')} url={url} />
        </Stack>
      ) : null}
    </Modal>
  );
}
