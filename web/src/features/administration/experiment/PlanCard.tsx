import { Alert, Anchor, Card, Code, List, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ConfirmButton } from '@/components/ConfirmButton';
import { useErrorMessage } from '@/components/state/errorMessage';
import { useDates } from '@/platform/i18n/dates';
import { useAbandonPlan, type Experiment, type Plan } from './api';
import { Deviations } from './Deviations';
import { useShareFormat } from './formats';

/** The frozen plan, with its hash, what became of it meanwhile, and how to end it. */
export function PlanCard({ experiment, plan }: { experiment: Experiment; plan: Plan }) {
  const { t } = useTranslation('administration');
  const open = experiment.state === 'running' || experiment.state === 'awaiting';
  return (
    <Card component="section" aria-labelledby="plan-title" padding="lg">
      <Title order={2} size="h3" id="plan-title" mb="xs">
        {t('experiment.plan.title')}
      </Title>
      {plan.unchanged ? null : (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t('experiment.plan.changed_title')} mb="sm">
          {t('experiment.plan.changed')}
        </Alert>
      )}
      <Planned plan={plan} />
      <Progress experiment={experiment} />
      <Deviations deviations={experiment.deviations} />
      {open ? <Abandon /> : null}
    </Card>
  );
}

function Planned({ plan }: { plan: Plan }) {
  const { t } = useTranslation('administration');
  const { date } = useDates();
  const { percent, size } = useShareFormat();
  return (
    <>
      <List size="sm" spacing={4}>
        <List.Item>
          {t('experiment.plan.span', {
            from: date(plan.starts_at),
            until: date(plan.ends_at),
            results: date(plan.results_at),
            count: plan.weeks,
          })}
        </List.Item>
        <List.Item>{t('experiment.plan.share', { share: percent(plan.share) })}</List.Item>
        <List.Item>{t('experiment.plan.primary')}</List.Item>
        <List.Item>{t('experiment.plan.minimal', { points: size(plan.minimal_effect) })}</List.Item>
        <List.Item>{t('experiment.plan.analysis')}</List.Item>
      </List>
      {plan.unchanged ? (
        <Text size="sm" mt="sm">
          {t('experiment.plan.frozen', { number: plan.audit_seq })}{' '}
          <Anchor component={Link} to="/admin/audit">
            {t('experiment.plan.to_audit')}
          </Anchor>
        </Text>
      ) : null}
      <Text size="sm" c="dimmed" component="div" style={{ overflowWrap: 'anywhere' }}>
        {t('experiment.plan.hash')} <Code>{plan.hash}</Code>
      </Text>
    </>
  );
}

/** How much has been drawn; no outcome is known to anybody yet. */
function Progress({ experiment: { state, progress, minimum, plan } }: { experiment: Experiment }) {
  const { t } = useTranslation('administration');
  const { date } = useDates();
  if (state !== 'running' && state !== 'awaiting') return null;
  return (
    <Text mt="md" fw={600}>
      {progress
        ? t('experiment.plan.progress', {
            count: progress.moments,
            silent: progress.silent,
            students: progress.students,
          })
        : t('experiment.plan.too_few', { minimum })}{' '}
      {t('experiment.plan.wait', { results: plan ? date(plan.results_at) : '' })}
    </Text>
  );
}

/** End the open experiment for good. */
export function Abandon() {
  const { t } = useTranslation('administration');
  const abandon = useAbandonPlan();
  const { describe } = useErrorMessage();
  return (
    <>
      <ConfirmButton
        mt="md"
        loading={abandon.isPending}
        title={t('experiment.plan.abandon')}
        question={t('experiment.plan.abandon_question')}
        confirmLabel={t('experiment.plan.abandon')}
        onConfirm={() => abandon.mutate()}
      >
        {t('experiment.plan.abandon')}
      </ConfirmButton>
      {abandon.isError ? (
        <Text role="alert" c="red" mt="sm">
          {describe(abandon.error)}
        </Text>
      ) : null}
    </>
  );
}
