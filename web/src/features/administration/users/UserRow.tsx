import { ActionIcon, Badge, Group, Menu, NativeSelect, Table, Text } from '@mantine/core';
import { IconDots, IconKey, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import { ApiError } from '@/platform/api/errors';
import { useDates } from '@/platform/i18n/dates';
import { ROLES, type ListedUser, type Role } from '../types';
import { useResetPassword } from './api';
import { ResetLinkDialog } from './ResetLinkDialog';
import { useUserActions } from './useUserActions';
import classes from './UserTable.module.css';

/** One account: who, in which role, last here when, and what can be done about it. */
export function UserRow({ user }: { user: ListedUser }) {
  const { t } = useTranslation('administration');
  const { relative } = useDates();
  const { describe } = useErrorMessage();
  const { changeRole, setActive, error, saving } = useUserActions(user);
  const refusal = (problem: Error) =>
    problem instanceof ApiError && problem.code === 'last_administrator'
      ? t('users.refused.last_administrator')
      : describe(problem);
  const { name, email, role, active, last_seen_at } = user;
  const lastSeen = last_seen_at ? relative(last_seen_at) : t('users.never_seen');
  return (
    <Table.Tr className={classes.row} data-active={active}>
      <Table.Th scope="row" fw={400}>
        <Group gap="xs">
          <Text fw={600}>{name}</Text>
          {active ? null : (
            <Badge tt="none" variant="outline" color="gray">
              {t('users.inactive')}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed" className={classes.email}>
          {email}
        </Text>
        <Text size="sm" c="dimmed" hiddenFrom="sm">
          {lastSeen}
        </Text>
        {error ? (
          <Text size="sm" c="var(--danger-ink)" role="alert">
            {refusal(error)}
          </Text>
        ) : null}
      </Table.Th>
      <Table.Td className={classes.role}>
        <NativeSelect
          aria-label={t('users.role_of', { name })}
          value={role}
          aria-busy={saving}
          error={Boolean(error)}
          onChange={(event) => changeRole(event.currentTarget.value as Role)}
          data={ROLES.map((value) => ({ value, label: t(`app:roles.${value}`) }))}
        />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text size="sm" c="dimmed">
          {lastSeen}
        </Text>
      </Table.Td>
      <Table.Td className={classes.actions}>
        <UserMenu user={user} onActiveChange={setActive} />
      </Table.Td>
    </Table.Tr>
  );
}

function UserMenu({ user, onActiveChange }: { user: ListedUser; onActiveChange: (active: boolean) => void }) {
  const { t } = useTranslation('administration');
  const reset = useResetPassword(user.id);
  const { name, active } = user;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" size="lg" color="gray" aria-label={t('users.actions_for', { name })}>
            <IconDots aria-hidden size={20} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconKey aria-hidden size={17} />} disabled={!active} onClick={() => reset.mutate()}>
            {t('users.reset.open')}
          </Menu.Item>
          {active ? (
            <Menu.Item leftSection={<IconUserOff aria-hidden size={17} />} onClick={() => onActiveChange(false)}>
              {t('users.deactivate')}
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconUserCheck aria-hidden size={17} />} onClick={() => onActiveChange(true)}>
              {t('users.reactivate')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ResetLinkDialog name={name} url={reset.data?.reset_url} error={reset.error} onClose={reset.reset} />
    </>
  );
}
