import { Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { InvitationLinks } from '@/components/people-list/InvitationLinks';
import type { Schemas } from '@/platform/api/client';

interface LinkDialogProps {
  invited: Schemas['Invited'] | undefined;
  onClose: () => void;
}

/** The link by which somebody new chooses a password, shown once. */
export function LinkDialog({ invited, onClose }: LinkDialogProps) {
  const { t } = useTranslation('courses');
  return (
    <Modal
      opened={Boolean(invited?.invitation_url)}
      onClose={onClose}
      title={t('people.link_title', { name: invited?.name })}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      {invited?.invitation_url ? (
        <Stack>
          <Text>{t('people.link_lead')}</Text>
          <InvitationLinks links={[{ name: invited.name, email: invited.email, url: invited.invitation_url }]} />
        </Stack>
      ) : null}
    </Modal>
  );
}
