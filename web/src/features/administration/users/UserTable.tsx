import { Card, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListedUser } from '../types';
import { UserRow } from './UserRow';
import classes from './UserTable.module.css';

/** Users, one a row, each with what can be done about their account. */
export function UserTable({ users }: { users: ListedUser[] }) {
  const { t } = useTranslation('administration');
  return (
    <Card padding={0}>
      <Table className={classes.table} aria-label={t('users.title')} verticalSpacing="sm" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('users.columns.person')}</Table.Th>
            <Table.Th scope="col">{t('users.columns.role')}</Table.Th>
            <Table.Th scope="col" visibleFrom="sm">
              {t('users.columns.last_seen')}
            </Table.Th>
            <Table.Th scope="col" className={classes.actions}>
              {t('users.columns.actions')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {users.map((user) => (
            <UserRow key={user.id} user={user} />
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}
