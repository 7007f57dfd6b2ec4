import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { QueryState } from '@/components/state/QueryState';
import { usePolicy, usePolicyLimits } from './api';
import { LegalBackground } from './LegalBackground';
import { PolicyForm } from './PolicyForm';

/** What the institution allows: modes, retention, group sizes, how often support may speak. */
export function PolicyPage() {
  const { t } = useTranslation('administration');
  const policy = usePolicy();
  const limits = usePolicyLimits();
  return (
    <Page title={t('policy.title')} lead={t('policy.lead')}>
      <QueryState query={policy} errorTitle={t('policy.not_loaded')}>
        {(inForce) => (
          <QueryState query={limits} errorTitle={t('policy.not_loaded')}>
            {(known) => <PolicyForm inForce={inForce} limits={known} />}
          </QueryState>
        )}
      </QueryState>
      <LegalBackground />
    </Page>
  );
}
