import { Alert, Anchor, Button, Stack, Text } from '@mantine/core';
import { IconDownload, IconInfoCircle, IconScale } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { useDates } from '@/platform/i18n/dates';
import { useLocale } from '@/platform/i18n/locale';
import { useSession } from '@/platform/session';
import { EXPORT_URL, useExperimentReport, type Effect } from './api';
import { ComparisonCard } from './ComparisonCard';

/** Does support help? Students with messages against those in the control arm. */
export function ExperimentPage() {
  const { t } = useTranslation('administration');
  const effect = useExperimentReport();
  return (
    <Page
      title={t('experiment.title')}
      lead={t('experiment.lead')}
      actions={
        <Button
          component="a"
          href={EXPORT_URL}
          download
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {t('experiment.export')}
        </Button>
      }
    >
      <QueryState query={effect} errorTitle={t('experiment.not_loaded')}>
        {(report) => <Report effect={report} />}
      </QueryState>
    </Page>
  );
}

function Report({ effect }: { effect: Effect }) {
  const { t } = useTranslation('administration');
  const { data: session } = useSession();
  if (effect.share === 0) {
    return (
      <EmptyState
        icon={IconScale}
        title={t('experiment.no_arm_title')}
        action={
          <Button component={Link} to="/admin/policy">
            {t('experiment.to_policy')}
          </Button>
        }
      >
        {t('experiment.no_arm', { minimum: effect.minimum })}
      </EmptyState>
    );
  }
  return (
    <Stack gap="xl">
      {session?.demo ? (
        <Alert color="apricot" icon={<IconInfoCircle aria-hidden />} title={t('experiment.demo_title')}>
          {t('experiment.demo')}
        </Alert>
      ) : null}
      <Period effect={effect} />
      {effect.comparisons.map((comparison) => (
        <ComparisonCard key={comparison.measure} comparison={comparison} minimum={effect.minimum} />
      ))}
      <Method effect={effect} />
    </Stack>
  );
}

/** Which time the figures are about. */
function Period({ effect: { since, until, share, running } }: { effect: Effect }) {
  const { t } = useTranslation('administration');
  const locale = useLocale();
  const { date } = useDates();
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const from = since ? date(since) : t('experiment.the_beginning');
  return (
    <Text>
      {running
        ? t('experiment.running', { share: percent.format(share), since: from })
        : t('experiment.over', { share: percent.format(share), since: from, until: until ? date(until) : '' })}{' '}
      <Anchor component={Link} to="/admin/policy">
        {t('experiment.to_policy')}
      </Anchor>
    </Text>
  );
}

/** How it was counted, and what the figures cannot say. */
function Method({ effect }: { effect: Effect }) {
  const { t } = useTranslation('administration');
  return (
    <section aria-labelledby="method-title">
      <Text component="h2" id="method-title" fw={650} mb={4}>
        {t('experiment.method_title')}
      </Text>
      <Text size="sm" c="dimmed">
        {t('experiment.method', { minimum: effect.minimum })}{' '}
        {t('experiment.retention', { count: effect.retention_days })}
      </Text>
    </section>
  );
}
