import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileImport, IconUserPlus, IconUserSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { ImportDialog } from '@/components/people-list/ImportDialog';
import { Pages } from '@/components/Pages';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { AddUserDialog } from './AddUserDialog';
import { useImportUsers, useUsers } from './api';
import { useInvitedRole, useUserFilter } from './filter';
import { UserFilters } from './UserFilters';
import { UserTable } from './UserTable';

/** Everybody who has an account: find, add, change, deactivate. */
export function UsersPage() {
  const { t } = useTranslation('administration');
  const { filter, change } = useUserFilter();
  const users = useUsers(filter);
  const invited = useInvitedRole();
  const [adding, dialog] = useDisclosure(invited !== undefined);
  const [importing, list] = useDisclosure(false);
  const importUsers = useImportUsers();
  return (
    <Page
      title={t('users.title')}
      lead={t('users.lead')}
      width="wide"
      actions={
        <Group>
          <Button variant="default" leftSection={<IconFileImport aria-hidden size={18} />} onClick={list.open}>
            {t('users.import.open')}
          </Button>
          <Button leftSection={<IconUserPlus aria-hidden size={18} />} onClick={dialog.open}>
            {t('users.add.open')}
          </Button>
        </Group>
      }
    >
      <UserFilters filter={filter} onChange={change} />
      <QueryState query={users} errorTitle={t('users.not_loaded')}>
        {(list) =>
          list.users.length === 0 ? (
            <EmptyState icon={IconUserSearch} title={t('users.none.title')}>
              {t('users.none.lead')}
            </EmptyState>
          ) : (
            <>
              <UserTable users={list.users} />
              <Pages
                page={list.page}
                pages={list.pages}
                total={t('users.total', { count: list.total })}
                onChange={(page) => change({ page })}
              />
            </>
          )
        }
      </QueryState>
      <AddUserDialog opened={adding} role={invited} onClose={dialog.close} />
      <ImportDialog
        opened={importing}
        title={t('users.import.title')}
        columns={t('users.import.columns')}
        onClose={list.close}
        send={importUsers}
      />
    </Page>
  );
}
