import { Anchor, Card, Stack, Text, Title } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { ChartTable } from '@/components/chart/ChartTable';
import { EmptyState } from '@/components/state/EmptyState';
import type { ComparedPeriod, Comparison } from '../api';
import { useTrendFormats } from '../formats';
import { periodFrom, withPeriod } from '../period';
import { NoWholeWeek } from '../PeriodState';
import { useSentence } from './sentence';

/** What can be said of two groups: a sentence, then every measure with its interval. */
export function ComparisonView({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation('insight');
  const { scope: nameOf, percent, measure: measureOf, pointsRange } = useTrendFormats();
  const sentence = useSentence(comparison);
  const [address] = useSearchParams();
  const { first, second, k, measures } = comparison;
  const struggling = measures.find(({ measure }) => measure === 'struggling');
  if (first.weeks === 0) return <NoWholeWeek />;
  if (!struggling) {
    return (
      <EmptyState icon={IconEyeOff} title={t('compare.hidden.title')}>
        {t('compare.hidden.lead', { k })}
      </EmptyState>
    );
  }
  const [one, other] = [nameOf(first.scope), nameOf(second.scope)];
  const found = measures.filter(({ measure, distinguishable }) => distinguishable && measure !== 'struggling');
  return (
    <Stack gap="lg">
      <Card component="section" aria-labelledby="answer" padding="lg">
        <Title order={2} size="h3" id="answer" mb="xs">
          {t('compare.answer')}
        </Title>
        <Text size="lg" fw={600} role="status">
          {sentence(struggling)}
        </Text>
        {found.map((each) => (
          <Text key={each.measure} mt="xs">
            {sentence(each)}
          </Text>
        ))}
        <Text size="sm" c="dimmed" mt="sm">
          <Sizes one={one} other={other} first={first} second={second} />
        </Text>
      </Card>
      <ChartTable
        caption={t('compare.table')}
        columns={[
          t('compare.columns.measure'),
          one,
          other,
          t('compare.columns.difference'),
          t('compare.columns.verdict'),
        ]}
        rows={measures.map((each) => [
          measureOf(each.measure),
          percent(each.first),
          percent(each.second),
          t('compare.interval', {
            value: pointsRange(each.difference, each.difference)[0],
            low: pointsRange(each.low, each.high)[0],
            high: pointsRange(each.low, each.high)[1],
          }),
          t(each.distinguishable ? 'compare.differs' : 'compare.open'),
        ])}
      />
      <section aria-labelledby="meaning">
        <Title order={2} size="h3" id="meaning" mb={4}>
          {t('compare.meaning_title')}
        </Title>
        {['chance', 'cause', 'method'].map((part) => (
          <Text key={part} size="sm" c="dimmed" mb="xs" maw="75ch">
            {t(`compare.meaning.${part}`)}
          </Text>
        ))}
        <Anchor
          component={Link}
          to={`/admin/trends?${withPeriod(new URLSearchParams({ scope: first.scope.scope }), periodFrom(address))}`}
          size="sm"
        >
          {t('compare.weeks_of', { scope: one })}
        </Anchor>
      </section>
    </Stack>
  );
}

interface SizesProps {
  one: string;
  other: string;
  first: ComparedPeriod;
  second: ComparedPeriod;
}

function Sizes({ one, other, first, second }: SizesProps) {
  const { t } = useTranslation('insight');
  const { percent } = useTrendFormats();
  return t('compare.sizes', {
    one,
    other,
    n: first.n,
    other_n: second.n,
    coverage: percent(first.coverage ?? 0),
    other_coverage: percent(second.coverage ?? 0),
    count: first.shown,
    weeks: first.weeks,
  });
}
