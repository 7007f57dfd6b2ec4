import { Button, Group, Select, Stack } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Page } from '@/components/Page';
import { QueryState } from '@/components/state/QueryState';
import { PrintButton } from '../PrintButton';
import { INSTITUTION, MEASURES, useScopes, useTrends, type Measure } from './api';
import { useTrendFormats } from './formats';
import { periodFrom, problemOf, withPeriod } from './period';
import { PeriodChoice } from './PeriodChoice';
import { NoPeriod } from './PeriodState';
import { ScopeSelect } from './ScopeSelect';
import { TrendView } from './TrendView';

/** How a course, a group or the institution did, week by week. What is chosen stands in the address. */
export function TrendsPage() {
  const { t } = useTranslation('insight');
  const [chosen, choose] = useSearchParams();
  const scope = chosen.get('scope') ?? INSTITUTION;
  const period = periodFrom(chosen);
  const measure = MEASURES.find((each) => each === chosen.get('measure')) ?? 'struggling';
  const { measure: nameOf } = useTrendFormats();
  const scopes = useScopes();
  const trends = useTrends(scope, period);
  const set = (name: string, value: string) =>
    choose((now) => ({ ...Object.fromEntries(now), [name]: value }), { replace: true });
  return (
    <Page
      title={t('trends.title')}
      lead={t('trends.lead')}
      width="wide"
      actions={
        <Group gap="sm" data-print="none">
          <PrintButton />
          <Button
            component={Link}
            to={`/admin/trends/compare?${withPeriod(new URLSearchParams({ first: scope }), period)}`}
            leftSection={<IconArrowsDiff size={18} aria-hidden />}
          >
            {t('trends.compare')}
          </Button>
        </Group>
      }
    >
      <Stack gap="xl">
        <Group gap="lg" align="flex-end">
          <ScopeSelect
            label={t('trends.of')}
            scopes={scopes.data?.scopes ?? []}
            value={scope}
            onChange={(value) => set('scope', value)}
          />
          <Select
            label={t('trends.what')}
            data={MEASURES.map((each) => ({ value: each, label: nameOf(each) }))}
            value={measure}
            allowDeselect={false}
            onChange={(value) => set('measure', value as Measure)}
          />
          <PeriodChoice value={period} onChange={(next) => choose((now) => withPeriod(now, next), { replace: true })} />
        </Group>
        {problemOf(period) === null ? (
          <QueryState
            query={trends}
            errorTitle={t('trends.not_loaded')}
            wayOn={{ to: '/admin/trends', label: t('trends.to_institution') }}
          >
            {(found) => <TrendView trends={found} measure={measure} />}
          </QueryState>
        ) : (
          <NoPeriod />
        )}
      </Stack>
    </Page>
  );
}
