import { Input, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export const PERIODS = [12, 26] as const;

/** A number of weeks from the address; the shorter period where it is none of those on offer. */
export function periodFrom(value: string | null): number {
  return PERIODS.find((weeks) => String(weeks) === value) ?? PERIODS[0];
}

/** How far back to look. */
export function PeriodChoice({ value, onChange }: { value: number; onChange: (weeks: number) => void }) {
  const { t } = useTranslation('insight');
  return (
    <Input.Wrapper label={t('trends.period')} labelElement="div" labelProps={{ style: { display: 'block' } }}>
      <SegmentedControl
        aria-label={t('trends.period')}
        value={String(value)}
        onChange={(weeks) => onChange(Number(weeks))}
        data={PERIODS.map((weeks) => ({ value: String(weeks), label: t('trends.last_weeks', { count: weeks }) }))}
      />
    </Input.Wrapper>
  );
}
