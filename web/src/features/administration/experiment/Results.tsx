import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Experiment, Measure } from './api';
import { ComparisonCard } from './ComparisonCard';

const GROUPS: { name: string; measures: readonly Measure[] }[] = [
  { name: 'primary', measures: ['next_item_right'] },
  { name: 'secondary', measures: ['retained', 'answered'] },
  { name: 'harms', measures: ['switched_off', 'dropped_out'] },
  { name: 'messages', measures: ['delivered', 'responded'] },
];

/** The result: the primary outcome first, then the others, harms by themselves, then what came of the messages. */
export function Results({ experiment: { comparisons, minimum } }: { experiment: Experiment }) {
  const { t } = useTranslation('administration');
  return GROUPS.map(({ name, measures }) => (
    <section key={name} aria-labelledby={`${name}-title`}>
      <Title order={2} size="h3" id={`${name}-title`}>
        {t(`experiment.groups.${name}.title`)}
      </Title>
      <Text c="dimmed" size="sm" mb="sm">
        {t(`experiment.groups.${name}.lead`)}
      </Text>
      <Stack gap="md">
        {comparisons
          .filter(({ measure }) => measures.includes(measure))
          .map((comparison) => (
            <ComparisonCard key={comparison.measure} comparison={comparison} minimum={minimum} />
          ))}
      </Stack>
    </section>
  ));
}
