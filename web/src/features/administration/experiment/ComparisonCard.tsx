import { Card, Text, Title } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '@/components/chart/Chart';
import { ChartTable } from '@/components/chart/ChartTable';
import type { Palette } from '@/components/chart/palette';
import { sharesHeight, sharesOption, type ShareBar } from '@/components/chart/sharesOption';
import { useLocale } from '@/platform/i18n/locale';
import type { ArmOutcome, Comparison } from './api';
import { verdictOf } from './verdict';

const COLOR: Record<ArmOutcome['arm'], ShareBar['color']> = {
  with_messages: '--action',
  without_messages: '--line-strong',
};

/** One outcome in both arms, with what it allows to say. */
export function ComparisonCard({ comparison, minimum }: { comparison: Comparison; minimum: number }) {
  const { t } = useTranslation('administration');
  const { measure } = comparison;
  return (
    <Card component="section" aria-labelledby={`${measure}-title`} padding="lg">
      <Title order={2} size="h3" id={`${measure}-title`}>
        {t(`experiment.measures.${measure}.title`)}
      </Title>
      <Text c="dimmed" size="sm" mb="sm">
        {t(`experiment.measures.${measure}.lead`)}
      </Text>
      <Verdict comparison={comparison} minimum={minimum} />
      <Arms comparison={comparison} />
    </Card>
  );
}

function useShareFormat() {
  const locale = useLocale();
  return useMemo(() => {
    const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
    const points = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' });
    return {
      percent: (share: number) => percent.format(share),
      range: (low: number, high: number) => percent.formatRange(low, high),
      points: (share: number) => points.format(share * 100),
    };
  }, [locale]);
}

/** What the figures say, in a sentence that claims no more than they do. */
function Verdict({ comparison, minimum }: { comparison: Comparison; minimum: number }) {
  const { t } = useTranslation('administration');
  const { points } = useShareFormat();
  const { arms, difference } = comparison;
  const verdict = verdictOf(comparison);
  if (verdict === 'too_few') {
    const missing = arms.filter(({ outcome }) => outcome === null);
    return (
      <>
        <Text fw={600}>{t('experiment.too_few')}</Text>
        {missing.map(({ arm }) => (
          <Text key={arm} size="sm">
            {t('experiment.needed', { arm: t(`experiment.arms.${arm}`), minimum })}
          </Text>
        ))}
      </>
    );
  }
  if (!difference) return null;
  return (
    <Text fw={600}>
      {t(`experiment.verdicts.${verdict}`, {
        value: points(difference.value),
        low: points(difference.low),
        high: points(difference.high),
      })}
    </Text>
  );
}

function Arms({ comparison: { measure, arms } }: { comparison: Comparison }) {
  const { t } = useTranslation('administration');
  const { percent, range } = useShareFormat();
  const bars = useMemo(
    () =>
      arms.flatMap(({ arm, outcome }): ShareBar[] =>
        outcome
          ? [
              {
                ...outcome,
                label: t(`experiment.arms.${arm}`),
                figure: t('experiment.figure', { share: percent(outcome.share), count: outcome.count, n: outcome.n }),
                color: COLOR[arm],
              },
            ]
          : [],
      ),
    [arms, t, percent],
  );
  const build = useCallback((palette: Palette) => sharesOption(bars, percent, palette), [bars, percent]);
  const title = t(`experiment.measures.${measure}.title`);
  const table = {
    columns: ['arm', 'learners', 'known', 'share', 'interval'].map((column) => t(`experiment.columns.${column}`)),
    rows: arms.map(({ arm, learners, outcome }) => [
      t(`experiment.arms.${arm}`),
      learners === null ? t('experiment.hidden') : String(learners),
      outcome ? String(outcome.n) : t('experiment.hidden'),
      outcome ? percent(outcome.share) : t('experiment.hidden'),
      outcome ? range(outcome.low, outcome.high) : t('experiment.hidden'),
    ]),
  };
  if (bars.length === 0) return <ChartTable caption={title} {...table} />;
  return (
    <Chart
      title={title}
      summary={bars.map(({ label, figure }) => `${label}: ${figure}`).join('; ')}
      build={build}
      height={sharesHeight(bars.length)}
      table={table}
    />
  );
}
