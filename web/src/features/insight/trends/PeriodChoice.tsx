import { Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTerms } from './api';
import { daysUntil, problemOf, termOf, WEEKS, type Period } from './period';

const OWN = 'own';

interface PeriodChoiceProps {
  value: Period;
  onChange: (period: Period) => void;
}

/** Which weeks to look at: the last ones, those of a term, or those between two days. */
export function PeriodChoice({ value, onChange }: PeriodChoiceProps) {
  const { t } = useTranslation('insight');
  const found = useTerms();
  const terms = found.data?.terms ?? [];
  const [own, setOwn] = useState(false);
  const term = own ? undefined : termOf(value, terms);
  const chosen = 'weeks' in value ? String(value.weeks) : (term?.id ?? OWN);
  const data = [
    {
      group: t('trends.periods.weeks'),
      items: WEEKS.map((weeks) => ({ value: String(weeks), label: t('trends.last_weeks', { count: weeks }) })),
    },
    { group: t('trends.periods.terms'), items: terms.map(({ id, name }) => ({ value: id, label: name })) },
    { group: t('trends.periods.days'), items: [{ value: OWN, label: t('trends.periods.own') }] },
  ];
  const choose = (next: string) => {
    setOwn(next === OWN);
    const chosenTerm = terms.find(({ id }) => id === next);
    if (chosenTerm) return onChange({ since: chosenTerm.starts_on, until: chosenTerm.ends_on });
    if (next !== OWN) return onChange({ weeks: Number(next) });
    // the days of a term that was shown stay, to be changed by hand
    if ('weeks' in value) onChange(daysUntil(new Date().toISOString().slice(0, 10), value.weeks));
  };
  return (
    <Stack gap="xs" w={{ base: '100%', xs: 'auto' }}>
      <Group gap="lg" align="flex-end">
        <Select
          label={t('trends.period')}
          data={data.filter(({ items }) => items.length > 0)}
          value={chosen}
          allowDeselect={false}
          onChange={(next) => next !== null && choose(next)}
          w={{ base: '100%', xs: 220 }}
        />
        {chosen === OWN && !('weeks' in value) ? <Days value={value} onChange={onChange} /> : null}
      </Group>
      {found.isError ? (
        <Text size="sm" c="dimmed" role="status">
          {t('trends.periods.terms_not_loaded')}
        </Text>
      ) : null}
    </Stack>
  );
}

interface DaysProps {
  value: { since: string; until: string };
  onChange: (period: Period) => void;
}

function Days({ value, onChange }: DaysProps) {
  const { t } = useTranslation('insight');
  const problem = problemOf(value);
  return (
    <>
      <TextInput
        type="date"
        label={t('trends.periods.since')}
        value={value.since}
        onChange={({ currentTarget }) => onChange({ ...value, since: currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('trends.periods.until')}
        value={value.until}
        error={problem ? t(`trends.periods.problem.${problem}`) : undefined}
        onChange={({ currentTarget }) => onChange({ ...value, until: currentTarget.value })}
      />
    </>
  );
}
