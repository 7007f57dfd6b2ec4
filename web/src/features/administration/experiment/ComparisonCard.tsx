import { Card, Text, Title } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '@/components/chart/Chart';
import type { Palette } from '@/components/chart/palette';
import { sharesHeight, sharesOption, type ShareBar } from '@/components/chart/sharesOption';
import type { ArmOutcome, Comparison } from './api';
import { useShareFormat } from './formats';

const COLOR: Record<ArmOutcome['arm'], ShareBar['color']> = {
  with_messages: '--action',
  without_messages: '--line-strong',
};

/** One outcome in the arms that have it, with what it allows to say. */
export function ComparisonCard({ comparison, minimum }: { comparison: Comparison; minimum: number }) {
  const { t } = useTranslation('administration');
  const { measure } = comparison;
  return (
    <Card component="section" aria-labelledby={`${measure}-title`} padding="lg">
      <Title order={3} size="h4" id={`${measure}-title`}>
        {t(`experiment.measures.${measure}.title`)}
      </Title>
      <Text c="dimmed" size="sm" mb="sm">
        {t(`experiment.measures.${measure}.lead`)}
      </Text>
      <Effect comparison={comparison} minimum={minimum} />
      <Arms comparison={comparison} />
    </Card>
  );
}

/** What the figures say, in a sentence that claims no more than they do, for better and for worse. */
function Effect({ comparison: { arms, effect, verdict }, minimum }: { comparison: Comparison; minimum: number }) {
  const { t } = useTranslation('administration');
  const { points } = useShareFormat();
  const missing = arms.filter(({ outcome }) => outcome === null);
  if (missing.length > 0) {
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
  if (arms.length > 1 && arms.every(({ outcome }) => outcome?.count === 0)) {
    return <Text fw={600}>{t('experiment.no_events')}</Text>;
  }
  if (!effect) return arms.length > 1 ? <Text fw={600}>{t('experiment.no_estimate')}</Text> : null;
  const figures = { value: points(effect.difference), low: points(effect.low), high: points(effect.high) };
  return (
    <>
      {verdict ? <Text fw={650}>{t(`experiment.verdicts.${verdict}`)}</Text> : null}
      <Text>{t('experiment.effect', figures)}</Text>
      <Text size="sm" c="dimmed">
        {t('experiment.of', { count: effect.moments, students: effect.students })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('experiment.weighted')}
      </Text>
    </>
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
                figure: t('experiment.figure', {
                  share: percent(outcome.share),
                  count: outcome.count,
                  n: outcome.moments,
                }),
                color: COLOR[arm],
              },
            ]
          : [],
      ),
    [arms, t, percent],
  );
  const build = useCallback((palette: Palette) => sharesOption(bars, percent, palette), [bars, percent]);
  const title = t(`experiment.measures.${measure}.title`);
  const hidden = t('experiment.hidden');
  const table = {
    columns: ['arm', 'students', 'moments', 'share', 'interval'].map((column) => t(`experiment.columns.${column}`)),
    rows: arms.map(({ arm, outcome }) => [
      t(`experiment.arms.${arm}`),
      outcome ? String(outcome.students) : hidden,
      outcome ? String(outcome.moments) : hidden,
      outcome ? percent(outcome.share) : hidden,
      outcome ? range(outcome.low, outcome.high) : hidden,
    ]),
  };
  if (bars.length === 0) return null;
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
