import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { TeachingOverview } from './TeachingOverview';

/** A tutor's home. */
export function TeachPage() {
  const { t } = useTranslation('live-class');
  return (
    <Page title={t('overview.title')} lead={t('overview.lead')} width="study">
      <TeachingOverview />
    </Page>
  );
}
