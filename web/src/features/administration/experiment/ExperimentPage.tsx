import { Alert, Anchor, Button, Stack, Text, Title } from '@mantine/core';
import { IconDownload, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '@/components/Page';
import { QueryState } from '@/components/state/QueryState';
import { ApiError } from '@/platform/api/errors';
import { useDates } from '@/platform/i18n/dates';
import { useSession } from '@/platform/session';
import { EXPORT_URL, useExperiment, type Experiment } from './api';
import { useShareFormat } from './formats';
import { Abandon, PlanCard } from './PlanCard';
import { PlanForm } from './PlanForm';
import { Results } from './Results';

/** Does support help? An experiment with a plan that is frozen before anybody looks. */
export function ExperimentPage() {
  const { t } = useTranslation('administration');
  const experiment = useExperiment();
  const hasResult = (experiment.data?.comparisons.length ?? 0) > 0;
  return (
    <Page
      title={t('experiment.title')}
      lead={t('experiment.lead')}
      actions={
        hasResult ? (
          <Button
            component="a"
            href={EXPORT_URL}
            download
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {t('experiment.export')}
          </Button>
        ) : null
      }
    >
      {isUnreadable(experiment.error) ? <Abandon /> : null}
      <QueryState query={experiment} errorTitle={t('experiment.not_loaded')}>
        {(found) => <Report experiment={found} />}
      </QueryState>
    </Page>
  );
}

/** Whether the open plan cannot be read: then ending it is all that is left to do. */
function isUnreadable(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'experiment_plan_unreadable';
}

function Report({ experiment }: { experiment: Experiment }) {
  const { t } = useTranslation('administration');
  const { data: session } = useSession();
  const { state, plan, comparisons } = experiment;
  const open = state === 'running' || state === 'awaiting';
  return (
    <Stack gap="xl">
      {session?.demo && comparisons.length > 0 ? (
        <Alert color="apricot" icon={<IconInfoCircle aria-hidden />} title={t('experiment.demo_title')}>
          {t('experiment.demo')}
        </Alert>
      ) : null}
      <Text fw={600}>{t(`experiment.states.${state}`)}</Text>
      <SilenceWithoutPlan experiment={experiment} />
      <EarlierResult experiment={experiment} />
      {comparisons.length > 0 ? <Results experiment={experiment} /> : null}
      {plan ? <PlanCard experiment={experiment} plan={plan} /> : <WhatItIs />}
      {open ? null : <PlanForm experiment={experiment} />}
      <Method experiment={experiment} />
    </Stack>
  );
}

/** Whose result it is, where a later plan is open or was abandoned. */
function EarlierResult({ experiment: { plan, result_plan: earlier } }: { experiment: Experiment }) {
  const { t } = useTranslation('administration');
  const { date } = useDates();
  if (!earlier || earlier.hash === plan?.hash) return null;
  return <Text>{t('experiment.earlier_result', { from: date(earlier.starts_at), until: date(earlier.ends_at) })}</Text>;
}

/** Messages that are withheld though nothing is learnt from it. */
function SilenceWithoutPlan({ experiment: { state, control_arm_share: share } }: { experiment: Experiment }) {
  const { t } = useTranslation('administration');
  const { percent } = useShareFormat();
  if (state === 'running' || share === 0) return null;
  return (
    <Alert color="apricot" icon={<IconInfoCircle aria-hidden />} title={t('experiment.silence_title')}>
      {t('experiment.silence', { share: percent(share) })}{' '}
      <Anchor component={Link} to="/admin/policy">
        {t('experiment.to_policy')}
      </Anchor>
    </Alert>
  );
}

function WhatItIs() {
  const { t } = useTranslation('administration');
  return (
    <section aria-labelledby="what-title">
      <Title order={2} size="h3" id="what-title" mb={4}>
        {t('experiment.what_title')}
      </Title>
      <Text>{t('experiment.what')}</Text>
    </section>
  );
}

/** How it is counted, and what the figures cannot say. */
function Method({ experiment: { minimum } }: { experiment: Experiment }) {
  const { t } = useTranslation('administration');
  return (
    <section aria-labelledby="method-title">
      <Title order={2} size="h3" id="method-title" mb={4}>
        {t('experiment.method_title')}
      </Title>
      {['drawing', 'counting', 'looking', 'table', 'earlier'].map((part) => (
        <Text key={part} size="sm" c="dimmed" mb="xs">
          {t(`experiment.method.${part}`, { minimum })}
        </Text>
      ))}
    </section>
  );
}
