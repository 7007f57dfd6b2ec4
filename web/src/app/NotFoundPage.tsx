import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '@/components/Page';

export function NotFoundPage() {
  const { t } = useTranslation('app');
  return (
    <Page title={t('not_found.title')} lead={t('not_found.lead')}>
      <Button component={Link} to="/">
        {t('not_found.home')}
      </Button>
    </Page>
  );
}
