import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { QueryState } from '@/components/state/QueryState';
import { useSetup } from './api';
import { Checklist } from './Checklist';
import { SetupForm } from './SetupForm';

/** From an empty institution to a course with students in it: what it is, then step by step what is still to do. */
export function SetupPage() {
  const { t } = useTranslation('administration');
  const setup = useSetup();
  return (
    <Page title={t('setup.title')} lead={t('setup.lead')}>
      <QueryState query={setup} errorTitle={t('setup.not_loaded')} skeleton={<Skeleton height={360} radius="lg" />}>
        {(data) => (
          <>
            {data.completed_at ? <Checklist steps={data.steps} /> : null}
            <SetupForm key={data.completed_at} setup={data} />
          </>
        )}
      </QueryState>
    </Page>
  );
}
