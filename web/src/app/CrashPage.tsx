import { Button, Code } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { Page } from '@/components/Page';

/** Browsers say in their own words that a page's code did not arrive: offline, or replaced by a newer version. */
function isMissingCode(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|module script failed/i.test(error.message);
}

/** What is left when a page throws: an explanation and a way back. */
export function CrashPage() {
  const { t } = useTranslation('app');
  const error = useRouteError();
  const missing = isMissingCode(error);
  return (
    <main>
      <Page
        title={missing ? t('crash.missing_title') : t('crash.title')}
        lead={missing ? t('crash.missing_lead') : t('crash.lead')}
      >
        <Button onClick={() => location.reload()}>{t('crash.reload')}</Button>
        {error instanceof Error && !missing ? (
          <Code block mt="xl">
            {error.message}
          </Code>
        ) : null}
      </Page>
    </main>
  );
}
