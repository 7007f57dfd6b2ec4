import { Anchor, Group, Stack } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { useComparison, useScopes } from '../api';
import { periodFrom, problemOf, withPeriod } from '../period';
import { PeriodChoice } from '../PeriodChoice';
import { NoPeriod } from '../PeriodState';
import { ScopeSelect } from '../ScopeSelect';
import { ComparisonView } from './ComparisonView';

/** Two courses or groups over the same weeks: which differences can be told from chance. */
export function ComparePage() {
  const { t } = useTranslation('insight');
  const [chosen, choose] = useSearchParams();
  const [first, second] = [chosen.get('first'), chosen.get('second')];
  const period = periodFrom(chosen);
  const scopes = useScopes().data?.scopes ?? [];
  const comparison = useComparison(first, second, period);
  const set = (name: string, value: string) =>
    choose((now) => ({ ...Object.fromEntries(now), [name]: value }), { replace: true });
  return (
    <Page
      title={t('compare.title')}
      lead={t('compare.lead')}
      width="study"
      trail={
        <Anchor component={Link} to="/admin/trends">
          {t('navigation.trends')}
        </Anchor>
      }
    >
      <Stack gap="xl">
        <Group gap="lg" align="flex-end">
          <ScopeSelect
            label={t('compare.first')}
            scopes={scopes}
            value={first}
            onChange={(value) => set('first', value)}
          />
          <ScopeSelect
            label={t('compare.second')}
            scopes={scopes}
            value={second}
            onChange={(value) => set('second', value)}
          />
          <PeriodChoice value={period} onChange={(next) => choose((now) => withPeriod(now, next), { replace: true })} />
        </Group>
        {problemOf(period) !== null ? (
          <NoPeriod />
        ) : first && second ? (
          <QueryState
            query={comparison}
            errorTitle={t('compare.not_loaded')}
            wayOn={{ to: '/admin/trends/compare', label: t('compare.again') }}
          >
            {(found) => <ComparisonView comparison={found} />}
          </QueryState>
        ) : (
          <EmptyState icon={IconArrowsDiff} title={t('compare.choose.title')}>
            {t('compare.choose.lead')}
          </EmptyState>
        )}
      </Stack>
    </Page>
  );
}
