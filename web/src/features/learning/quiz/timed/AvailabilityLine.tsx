import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import type { Availability, Quiz } from './rules';

/** When a quiz can be answered, with the day; nothing where it always can. */
export function AvailabilityLine({ quiz, availability }: { quiz: Quiz; availability: Availability }) {
  const { t } = useTranslation('learning');
  const { due } = useDates();
  const { available_from: from, available_until: until } = quiz;
  if (availability === 'not_yet' && from)
    return (
      <Text mb="md">
        {t('quiz.available.from', { when: due(from).when })}
        {until ? ` ${t('quiz.available.until', { when: due(until).when })}` : null}
      </Text>
    );
  if (availability === 'over' && until)
    return <Text mb="md">{t('quiz.available.over', { when: due(until).when })}</Text>;
  return until ? (
    <Text size="sm" mb="md" c="var(--warm-ink)">
      {t('quiz.available.until', { when: due(until).when })}
    </Text>
  ) : null;
}
