import { SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConnectionBadge } from '@/components/ConnectionBadge';
import { Page } from '@/components/Page';
import { QueryState } from '@/components/state/QueryState';
import type { SystemSnapshot } from '../types';
import { EventsInterrupted } from './EventsInterrupted';
import { HistorySection } from './history/HistorySection';
import { SystemDecisions } from './history/SystemDecisions';
import { METRICS, groupsOf } from './healthMetrics';
import { InstallationCard } from './InstallationCard';
import { ModelCard } from './served-model/ModelCard';
import { ModelChoice } from './served-model/ModelChoice';
import { StatTile } from './StatTile';
import { useHistory, useSystem } from './useSystem';
import classes from './SystemPage.module.css';

/** How the system is doing at this moment and how it has done, as measured by itself. */
export function SystemPage() {
  const { t } = useTranslation('administration');
  const system = useSystem();
  return (
    <Page title={t('system.title')} lead={t('system.lead')} width="wide" actions={<ConnectionBadge />}>
      <QueryState query={system} errorTitle={t('system.not_loaded')} skeleton={<SystemSkeleton />}>
        {(snapshot) => <System snapshot={snapshot} />}
      </QueryState>
    </Page>
  );
}

function System({ snapshot }: { snapshot: SystemSnapshot }) {
  const { t } = useTranslation('administration');
  const history = useHistory(snapshot);
  return (
    <Stack gap="xl">
      <EventsInterrupted events={snapshot.events} />
      <SystemDecisions />
      {snapshot.processes > 1 && (
        <Text c="dimmed" size="sm">
          {t('system.several_processes', { count: snapshot.processes })}
        </Text>
      )}
      <div className={classes.groups}>
        {groupsOf(snapshot).map((group) => (
          <section key={group} data-group={group} aria-labelledby={`system-${group}`}>
            <Title order={2} size="h3" mb="sm" id={`system-${group}`}>
              {t(`system.groups.${group}`)}
            </Title>
            <dl className={classes.tiles}>
              {METRICS[group].map((metric) => (
                <StatTile key={metric.id} metric={metric} history={history} />
              ))}
            </dl>
          </section>
        ))}
      </div>
      <HistorySection />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <ModelCard model={snapshot.model} problem={snapshot.model_problem} />
        <InstallationCard snapshot={snapshot} />
      </SimpleGrid>
      <ModelChoice />
    </Stack>
  );
}

function SystemSkeleton() {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="md">
      {['per_second', 'p50', 'p95', 'p99', 'error_rate', 'signed_in', 'readings', 'lag'].map((tile) => (
        <Skeleton key={tile} height={168} radius="lg" />
      ))}
    </SimpleGrid>
  );
}
