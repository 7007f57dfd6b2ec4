import { Button, Code } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { Page } from '@/components/Page';

/** What is left when a page throws: an explanation and a way back. */
export function CrashPage() {
  const { t } = useTranslation('app');
  const error = useRouteError();
  return (
    <main>
      <Page title={t('crash.title')} lead={t('crash.lead')}>
        <Button onClick={() => location.reload()}>{t('crash.reload')}</Button>
        {error instanceof Error ? <Code block mt="xl">{error.message}</Code> : null}
      </Page>
    </main>
  );
}
