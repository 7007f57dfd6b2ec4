import { Button, Menu } from '@mantine/core';
import { IconDownload, IconFilterSearch, IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { exportUrl, useAudit } from './api';
import { AuditFilters } from './AuditFilters';
import { AuditTable } from './AuditTable';
import { ChainStatus } from './ChainStatus';
import { EntryPages } from './EntryPages';
import { isFiltered, useAuditFilter, type AuditFilter } from './filter';

/** Who did what to whose data, in a log in which every change is noticed. */
export function AuditPage() {
  const { t } = useTranslation('administration');
  const { filter, change, turnTo, clear } = useAuditFilter();
  const audit = useAudit(filter);
  return (
    <Page title={t('audit.title')} lead={t('audit.lead')} width="wide" actions={<ExportMenu filter={filter} />}>
      <ChainStatus />
      <AuditFilters filter={filter} names={audit.data} onChange={change} onClear={clear} />
      <QueryState query={audit} errorTitle={t('audit.not_loaded')}>
        {(log) => (
          <>
            {log.entries.length > 0 ? (
              <AuditTable entries={log.entries} />
            ) : (
              <NoEntries filtered={isFiltered(filter)} searched={log.searched_back_to !== null} />
            )}
            <EntryPages
              log={log}
              atNewest={filter.before === undefined && filter.after === undefined}
              onTurn={turnTo}
            />
          </>
        )}
      </QueryState>
    </Page>
  );
}

function NoEntries({ filtered, searched }: { filtered: boolean; searched: boolean }) {
  const { t } = useTranslation('administration');
  const why = searched ? 'not_yet' : filtered ? 'no_match' : 'none';
  return (
    <EmptyState icon={filtered ? IconFilterSearch : IconHistory} title={t(`audit.${why}.title`)}>
      {t(`audit.${why}.lead`)}
    </EmptyState>
  );
}

function ExportMenu({ filter }: { filter: AuditFilter }) {
  const { t } = useTranslation('administration');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload aria-hidden size={18} />}>
          {t(isFiltered(filter) ? 'audit.export.filtered' : 'audit.export.all')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['csv', 'jsonl'] as const).map((format) => (
          <Menu.Item key={format} component="a" href={exportUrl(filter, format)} download>
            {t(`audit.export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
