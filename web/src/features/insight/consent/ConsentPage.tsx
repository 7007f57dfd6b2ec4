import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Page } from '@/components/Page';
import { QueryState } from '@/components/state/QueryState';
import { PrintButton } from '../PrintButton';
import { useConsentCoverage } from './api';
import { ConsentView } from './ConsentView';

const INSTITUTION = 'institution';

/** How many students allow what. The course whose weeks are shown stands in the address. */
export function ConsentPage() {
  const { t } = useTranslation('insight');
  const [chosen, choose] = useSearchParams();
  const found = useConsentCoverage(chosen.get('scope') ?? INSTITUTION);
  return (
    <Page title={t('consent.title')} lead={t('consent.lead')} width="study" actions={<PrintButton />}>
      <QueryState
        query={found}
        errorTitle={t('consent.not_loaded')}
        wayOn={{ to: '/admin/consent', label: t('trends.to_institution') }}
      >
        {(coverage) => <ConsentView coverage={coverage} onChoose={(scope) => choose({ scope }, { replace: true })} />}
      </QueryState>
    </Page>
  );
}
