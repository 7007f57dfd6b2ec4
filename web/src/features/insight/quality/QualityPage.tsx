import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { QueryState } from '@/components/state/QueryState';
import { PrintButton } from '../PrintButton';
import { useQuality } from './api';
import { QualityView } from './QualityView';

/** How far readings can be trusted: what they agree with, what they miss, and what is not known. */
export function QualityPage() {
  const { t } = useTranslation('insight');
  const found = useQuality();
  return (
    <Page title={t('quality.title')} lead={t('quality.lead')} width="study" actions={<PrintButton />}>
      <QueryState query={found} errorTitle={t('quality.not_loaded')}>
        {(quality) => <QualityView quality={quality} />}
      </QueryState>
    </Page>
  );
}
