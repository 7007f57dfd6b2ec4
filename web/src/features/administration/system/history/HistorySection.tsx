import { Alert, Button, Card, Group, SegmentedControl, Skeleton, Text, Title } from '@mantine/core';
import { IconHistory, IconInfoCircle, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ChartTable } from '@/components/chart/ChartTable';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { useUnits } from '../useUnits';
import { PERIODS, periodFrom, useSystemHistory, type SystemHistory } from './api';
import { figuresOf } from './figures';
import { HistoryFigure } from './HistoryFigure';
import classes from './History.module.css';
import { readsElsewhere } from './useHistoryFormats';

/** How the system has done, by all processes together. How far back stands in the address. */
export function HistorySection() {
  const { t } = useTranslation('administration');
  const [chosen, choose] = useSearchParams();
  const period = periodFrom(chosen.get('period'));
  const found = useSystemHistory(period);
  return (
    <section aria-labelledby="system-history">
      <Group justify="space-between" align="flex-end" mb="md">
        <div>
          <Title order={2} id="system-history">
            {t('system.history.title')}
          </Title>
          <Text c="dimmed" maw="65ch">
            {t('system.history.lead')}
          </Text>
        </div>
        <Group gap="sm" data-print="none">
          <SegmentedControl
            aria-label={t('system.history.period')}
            value={period}
            onChange={(next) => choose({ period: next }, { replace: true, preventScrollReset: true })}
            data={PERIODS.map((value) => ({ value, label: t(`system.history.periods.${value}`) }))}
          />
          <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
            {t('system.history.print')}
          </Button>
        </Group>
      </Group>
      <QueryState query={found} errorTitle={t('system.history.not_loaded')} skeleton={<HistorySkeleton />}>
        {(history) => <HistoryView history={history} />}
      </QueryState>
    </section>
  );
}

function HistoryView({ history }: { history: SystemHistory }) {
  const { t } = useTranslation('administration');
  const { intervals, period, time_zone: timeZone } = history;
  const measured = intervals.filter(({ figures }) => figures !== null).length;
  if (measured === 0) {
    return (
      <EmptyState icon={IconHistory} title={t('system.history.empty.title')}>
        {t(`system.history.empty.${period === 'year' ? 'lead' : 'lead_period'}`)}
      </EmptyState>
    );
  }
  return (
    <>
      {measured < intervals.length ? (
        <Alert icon={<IconInfoCircle aria-hidden />} mb="md">
          {t(`system.history.gaps.${history.step}`, { count: measured, intervals: intervals.length })}
        </Alert>
      ) : null}
      {readsElsewhere(timeZone, intervals.at(-1)!.began_at) ? (
        <Text size="sm" c="dimmed" mb="md">
          {t('system.history.zone', { zone: timeZone })}
        </Text>
      ) : null}
      <div className={classes.figures}>
        {figuresOf(intervals).map((figure) => (
          <HistoryFigure key={figure.id} figure={figure} history={history} />
        ))}
        <Devices history={history} />
        <Jobs history={history} />
      </div>
      <Text size="sm" c="dimmed" mt="md" maw="75ch">
        {t('system.history.limits')}
      </Text>
    </>
  );
}

function Devices({ history: { inference } }: { history: SystemHistory }) {
  const { t } = useTranslation('administration');
  const { duration, count } = useUnits();
  const title = t('system.history.devices.title');
  return (
    <Card padding="lg">
      <Title order={3} size="h4">
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('system.history.devices.what')}
      </Text>
      {inference.length > 0 ? (
        <ChartTable
          caption={title}
          headed
          columns={['device', 'p50', 'p95', 'windows'].map((column) => t(`system.history.devices.${column}`))}
          rows={inference.map(({ device, p50_ms: p50, p95_ms: p95, windows }) => [
            t(`system.history.devices.classes.${device}`),
            duration(p50),
            duration(p95),
            count(windows),
          ])}
        />
      ) : (
        <Text>{t('system.history.devices.none')}</Text>
      )}
    </Card>
  );
}

function Jobs({ history: { jobs } }: { history: SystemHistory }) {
  const { t } = useTranslation('administration');
  const { duration, count } = useUnits();
  const title = t('system.history.job_table.title');
  return (
    <Card padding="lg" className={classes.wide}>
      <Title order={3} size="h4">
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('system.history.job_table.what')}
      </Text>
      {jobs.length > 0 ? (
        <ChartTable
          caption={title}
          headed
          columns={['name', 'runs', 'failed', 'mean', 'longest'].map((column) =>
            t(`system.history.job_table.${column}`),
          )}
          rows={jobs.map(({ name, runs, failed, seconds, longest }) => [
            name,
            count(runs),
            count(failed),
            duration((seconds * 1_000) / runs),
            duration(longest * 1_000),
          ])}
        />
      ) : (
        <Text>{t('system.history.job_table.none')}</Text>
      )}
    </Card>
  );
}

function HistorySkeleton() {
  return (
    <div className={classes.figures}>
      {['requests', 'durations', 'errors', 'lag'].map((figure) => (
        <Skeleton key={figure} height={360} radius="lg" />
      ))}
    </div>
  );
}
