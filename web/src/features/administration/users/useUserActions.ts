import { useTranslation } from 'react-i18next';
import { showUndo } from '@/components/undo/undoStore';
import type { ListedUser, Role } from '../types';
import { useChangeUser } from './api';

/** What an administrator does to an account in one step; each can be taken back. */
export function useUserActions(user: ListedUser) {
  const { t } = useTranslation('administration');
  const change = useChangeUser(user.id);
  const { name, role: roleBefore } = user;

  const changeRole = (role: Role) =>
    change.mutate(
      { role },
      {
        onSuccess: () =>
          showUndo({
            message: t('users.role_changed', { name, role: t(`app:roles.${role}`) }),
            undo: () => change.mutate({ role: roleBefore }),
          }),
      },
    );

  const setActive = (active: boolean) =>
    change.mutate(
      { active },
      {
        onSuccess: () =>
          showUndo({
            message: t(active ? 'users.reactivated' : 'users.deactivated', { name }),
            undo: () => change.mutate({ active: !active }),
          }),
      },
    );

  return { changeRole, setActive, error: change.error, saving: change.isPending };
}
