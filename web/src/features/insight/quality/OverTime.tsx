import { Card, Text, Title } from '@mantine/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartFigure } from '@/components/chart/ChartFigure';
import type { Palette } from '@/components/chart/palette';
import { cellOf, cellsOf, type Period } from './api';
import { useQualityFormats } from './formats';
import { overTimeOption, OVER_TIME_HEIGHT } from './overTimeOption';

/** Agreement and silence from period to period, each with the models that read; from two periods on. */
export function OverTime({ periods }: { periods: readonly Period[] }) {
  const { t } = useTranslation('insight');
  const formats = useQualityFormats();
  const title = t('quality.over_time.title');
  const build = useCallback(
    (palette: Palette) =>
      overTimeOption(
        periods,
        {
          percent: formats.percent,
          day: formats.shortDay,
          same: t('quality.columns.same'),
          interval: t('quality.columns.interval'),
          abstained: t('quality.columns.abstained'),
        },
        palette,
      ),
    [periods, formats, t],
  );
  if (periods.length < 2) return null;
  const table = {
    columns: ['period', 'part', 'same', 'interval', 'moments', 'coverage', 'abstained'].map((column) =>
      t(`quality.columns.${column}`),
    ),
    rows: periods.flatMap((period) => {
      const cells = [...cellsOf(period, 'all'), ...cellsOf(period, 'model')];
      if (cells.length === 0) return [[formats.period(period), t('quality.hidden'), '', '', '', '', '']];
      return cells.map((cell) => [
        formats.period(period),
        formats.part(cell),
        formats.share(cell.agreement?.share),
        formats.range(cell.agreement?.share),
        formats.atLeast(cell.agreement?.moments),
        formats.share(cell.readable?.coverage),
        formats.share(cell.readable?.abstained),
      ]);
    }),
  };
  const shown = periods.filter((period) => cellOf(period, 'all')?.agreement).length;
  return (
    <Card component="section" aria-labelledby="over-time" padding="lg">
      <Title order={2} size="h3" id="over-time" mb={4}>
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm" maw="75ch">
        {t('quality.over_time.lead')}
      </Text>
      <ChartFigure
        title={title}
        summary={t('quality.over_time.summary', { shown, periods: periods.length })}
        build={build}
        table={table}
        height={OVER_TIME_HEIGHT}
      />
    </Card>
  );
}
