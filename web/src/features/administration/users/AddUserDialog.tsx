import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyableLink } from '../CopyableLink';
import type { Role } from '../types';
import { AddUserForm } from './AddUserForm';
import { useInviteUser } from './api';

interface AddUserDialogProps {
  opened: boolean;
  /** What the account is most likely for. */
  role?: Role;
  onClose: () => void;
}

/** Add an account in two steps: who it is for, then the invitation link to hand on. */
export function AddUserDialog({ opened, role = 'student', onClose }: AddUserDialogProps) {
  const { t } = useTranslation('administration');
  const invite = useInviteUser();
  const close = () => {
    invite.reset();
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('users.add.title')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      {invite.data ? (
        <Stack>
          <Text role="status">{t('users.add.invited', { name: invite.data.user.name })}</Text>
          <CopyableLink label={t('users.add.link')} url={invite.data.invitation_url} />
          <Group justify="flex-end">
            <Button variant="default" onClick={invite.reset}>
              {t('users.add.another')}
            </Button>
            <Button onClick={close}>{t('users.add.finish')}</Button>
          </Group>
        </Stack>
      ) : (
        <AddUserForm
          error={invite.error}
          saving={invite.isPending}
          role={role}
          onSubmit={invite.mutate}
          onCancel={close}
        />
      )}
    </Modal>
  );
}
