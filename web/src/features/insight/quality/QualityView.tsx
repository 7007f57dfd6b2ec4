import { Alert, Select, Stack, Text } from '@mantine/core';
import { IconClock, IconEyeOff, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { EmptyState } from '@/components/state/EmptyState';
import type { Quality } from './api';
import { Answer } from './Answer';
import { useQualityFormats } from './formats';
import { Limits } from './Limits';
import { OverTime } from './OverTime';
import { Parts } from './Parts';
import { States } from './States';

/** One period, and how it compares with those before. Which one stands in the address. */
export function QualityView({ quality }: { quality: Quality }) {
  const { t } = useTranslation('insight');
  const formats = useQualityFormats();
  const [chosen, choose] = useSearchParams();
  const { periods, k } = quality;
  const period = periods.find(({ began_on: began }) => began === chosen.get('period')) ?? periods.at(-1);
  const next = t('quality.next', { day: formats.day(quality.next_on) });
  if (!period) {
    return (
      <Stack gap="xl">
        <EmptyState icon={IconClock} title={t('quality.empty.title')}>
          {t('quality.empty.lead', { day: formats.day(quality.next_on), k })}
        </EmptyState>
        <Limits quality={quality} />
      </Stack>
    );
  }
  return (
    <Stack gap="xl">
      <Select
        label={t('quality.period')}
        description={next}
        data={periods.toReversed().map((each) => ({ value: each.began_on, label: formats.period(each) }))}
        value={period.began_on}
        allowDeselect={false}
        maw={440}
        onChange={(began) => choose({ period: began! }, { replace: true })}
      />
      {quality.kept_whole ? null : (
        <Alert icon={<IconInfoCircle aria-hidden />}>
          {t('quality.kept_short', { count: quality.retention_days })}
        </Alert>
      )}
      {period.cells.length === 0 ? (
        <EmptyState icon={IconEyeOff} title={t('quality.few.title')}>
          {t('quality.few.lead', { k: period.k })}
        </EmptyState>
      ) : (
        <>
          <Answer period={period} />
          <States period={period} />
          <Parts period={period} />
        </>
      )}
      <OverTime periods={periods} />
      <Limits quality={quality} />
      <Text size="sm" c="dimmed" maw="75ch">
        {t('quality.frozen')}
      </Text>
    </Stack>
  );
}
