import { Button, Group, Select, Stack } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { Page } from '@/components/Page';
import { QueryState } from '@/components/state/QueryState';
import { MEASURES, type Measure } from '../trends/api';
import { useTrendFormats } from '../trends/formats';
import { periodFrom, problemOf, withPeriod } from '../trends/period';
import { PeriodChoice } from '../trends/PeriodChoice';
import { NoPeriod } from '../trends/PeriodState';
import { usePersonWeeks } from './api';
import { PersonView } from './PersonView';

/** The weeks of a student who shares them. What is chosen stands in the address. */
export function PersonPage() {
  const { t } = useTranslation('insight');
  const { studentId } = useParams();
  const [chosen, choose] = useSearchParams();
  const period = periodFrom(chosen);
  const measure = MEASURES.find((each) => each === chosen.get('measure')) ?? 'struggling';
  const { measure: nameOf } = useTrendFormats();
  const found = usePersonWeeks(studentId!, period);
  const set = (name: string, value: string) =>
    choose((now) => ({ ...Object.fromEntries(now), [name]: value }), { replace: true });
  return (
    <Page
      title={found.data?.person.name ?? t('person.title')}
      lead={t('person.lead')}
      width="wide"
      actions={
        <Button
          component={Link}
          to="/admin/shared"
          variant="default"
          leftSection={<IconArrowLeft size={18} aria-hidden />}
        >
          {t('person.to_list')}
        </Button>
      }
    >
      <Stack gap="xl">
        <Group gap="lg" align="flex-end">
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
            query={found}
            errorTitle={t('person.not_loaded')}
            wayOn={{ to: '/admin/shared', label: t('person.to_list') }}
          >
            {(data) => <PersonView found={data} measure={measure} />}
          </QueryState>
        ) : (
          <NoPeriod />
        )}
      </Stack>
    </Page>
  );
}
