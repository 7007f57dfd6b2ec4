import { Button, Group, Select, Stack } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { Page } from '@/components/Page';
import { QueryState } from '@/components/state/QueryState';
import { MEASURES, type Measure } from '../trends/api';
import { useTrendFormats } from '../trends/formats';
import { PeriodChoice, periodFrom } from '../trends/PeriodChoice';
import { usePersonWeeks } from './api';
import { PersonView } from './PersonView';

/** The weeks of a student who shares them. What is chosen stands in the address. */
export function PersonPage() {
  const { t } = useTranslation('insight');
  const { studentId } = useParams();
  const [chosen, choose] = useSearchParams();
  const weeks = periodFrom(chosen.get('weeks'));
  const measure = MEASURES.find((each) => each === chosen.get('measure')) ?? 'struggling';
  const { measure: nameOf } = useTrendFormats();
  const found = usePersonWeeks(studentId!, weeks);
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
          <PeriodChoice value={weeks} onChange={(value) => set('weeks', String(value))} />
        </Group>
        <QueryState
          query={found}
          errorTitle={t('person.not_loaded')}
          wayOn={{ to: '/admin/shared', label: t('person.to_list') }}
        >
          {(data) => <PersonView found={data} measure={measure} />}
        </QueryState>
      </Stack>
    </Page>
  );
}
