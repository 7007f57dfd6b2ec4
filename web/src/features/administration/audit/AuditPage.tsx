import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { Pages } from '@/components/Pages';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { useAudit } from './api';
import { AuditTable } from './AuditTable';
import { ChainBadge } from './ChainBadge';

/** Who did what to whose data, in a log in which every change is noticed. */
export function AuditPage() {
  const { t } = useTranslation('administration');
  const [page, setPage] = useState(1);
  const audit = useAudit(page);
  return (
    <Page
      title={t('audit.title')}
      lead={t('audit.lead')}
      width="wide"
      actions={audit.data ? <ChainBadge valid={audit.data.chain_valid} /> : null}
    >
      <QueryState query={audit} errorTitle={t('audit.not_loaded')}>
        {(log) =>
          log.entries.length === 0 ? (
            <EmptyState icon={IconHistory} title={t('audit.none.title')}>
              {t('audit.none.lead')}
            </EmptyState>
          ) : (
            <>
              <AuditTable entries={log.entries} />
              <Pages
                page={log.page}
                pages={log.pages}
                total={t('audit.total', { count: log.total })}
                onChange={setPage}
              />
            </>
          )
        }
      </QueryState>
    </Page>
  );
}
