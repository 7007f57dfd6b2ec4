import { Card, Select, Stack, Text, Title } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/state/EmptyState';
import { TableWithFile } from '../TableWithFile';
import { SWITCHES, type ConsentCoverage } from './api';
import { useBands } from './useBands';

interface ConsentViewProps {
  coverage: ConsentCoverage;
  onChoose: (scope: string) => void;
}

/** The latest of every course, then the weeks of one, and what they do not say. */
export function ConsentView({ coverage, onChoose }: ConsentViewProps) {
  const { t } = useTranslation('insight');
  const { day } = useBands();
  const { k, next_on: next, decided_at: decidedAt } = coverage;
  if (!decidedAt) {
    return (
      <EmptyState icon={IconClock} title={t('consent.empty.title')}>
        {t('consent.empty.lead', { k })}
      </EmptyState>
    );
  }
  return (
    <Stack gap="xl">
      <Courses coverage={coverage} />
      <Weeks coverage={coverage} onChoose={onChoose} />
      <section aria-labelledby="limits">
        <Title order={2} size="h3" id="limits" mb={4}>
          {t('consent.limits.title')}
        </Title>
        {['hidden', 'stays', 'named', 'reason', 'next'].map((part) => (
          <Text key={part} size="sm" c="dimmed" mb="xs" maw="75ch">
            {t(`consent.limits.${part}`, { k, day: day(next) })}
          </Text>
        ))}
      </section>
    </Stack>
  );
}

function Courses({ coverage: { scopes, k } }: Pick<ConsentViewProps, 'coverage'>) {
  const { t } = useTranslation('insight');
  const { band, scope: nameOf } = useBands();
  const known = scopes.filter(({ figures }) => figures && SWITCHES.some((each) => figures[each]));
  const hidden = scopes.length - known.length;
  const title = t('consent.courses.title');
  const table = {
    columns: [t('consent.columns.course'), ...SWITCHES.map((each) => t(`consent.switches.${each}`))],
    rows: known.map(({ scope, figures }) => [nameOf(scope), ...SWITCHES.map((each) => band(figures?.[each]))]),
  };
  return (
    <Card padding="lg">
      <Title order={2} size="h3" mb={4}>
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm" maw="75ch">
        {t('consent.courses.lead', { k })}
      </Text>
      {known.length > 0 ? <TableWithFile title={title} table={table} /> : null}
      {hidden > 0 ? (
        <Text size="sm" mt="sm">
          {t('consent.courses.hidden', { count: hidden, k })}
        </Text>
      ) : null}
    </Card>
  );
}

function Weeks({ coverage: { scopes, chosen, weeks }, onChoose }: ConsentViewProps) {
  const { t } = useTranslation('insight');
  const { band, day, scope: nameOf } = useBands();
  const title = t('consent.weeks.title', { scope: nameOf(chosen) });
  const table = {
    columns: [t('consent.columns.week'), ...SWITCHES.map((each) => t(`consent.switches.${each}`))],
    rows: weeks
      .toReversed()
      .map(({ monday, figures }) => [day(monday), ...SWITCHES.map((each) => band(figures[each]))]),
  };
  return (
    <Card padding="lg">
      <Title order={2} size="h3" mb="sm">
        {title}
      </Title>
      <Select
        label={t('consent.weeks.of')}
        data={scopes.map(({ scope }) => ({ value: scope.scope, label: nameOf(scope) }))}
        value={chosen.scope}
        allowDeselect={false}
        searchable
        maw={440}
        mb="sm"
        data-print="none"
        onChange={(scope) => onChoose(scope!)}
      />
      {weeks.length > 0 ? <TableWithFile title={title} table={table} /> : <Text>{t('consent.weeks.none')}</Text>}
    </Card>
  );
}
