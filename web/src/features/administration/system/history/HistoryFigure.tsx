import { Card, Text, Title } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartFigure } from '@/components/chart/ChartFigure';
import type { Palette } from '@/components/chart/palette';
import type { SystemHistory } from './api';
import { valuesOf, type Figure } from './figures';
import { HISTORY_HEIGHT, historyOption } from './historyOption';
import { useHistoryFormats } from './useHistoryFormats';

/** One chart of the history: the latest and the highest value in words, the course, and the same as a table. */
export function HistoryFigure({ figure, history }: { figure: Figure; history: SystemHistory }) {
  const { t } = useTranslation('administration');
  const { intervals, step, time_zone: timeZone, period } = history;
  const formats = useHistoryFormats(step, timeZone);
  const write = formats.units[figure.unit];
  const title = t(`system.history.figures.${figure.id}.title`);
  const nameOf = useCallback(({ id }: { id: string }) => t(`system.history.series.${id}`), [t]);
  const build = useCallback(
    (palette: Palette) =>
      historyOption(intervals, figure, { time: formats.axis, value: write, series: nameOf }, palette),
    [intervals, figure, formats, write, nameOf],
  );
  const columns = useMemo(() => figure.series.map((each) => valuesOf(intervals, each)), [figure, intervals]);
  const table = useMemo(
    () => ({
      columns: [t('system.history.time'), ...figure.series.map(nameOf)],
      rows: intervals
        .map((interval, place) => [
          formats.cell(interval),
          ...columns.map((values) => {
            const value = values[place] ?? null;
            return value === null ? formats.none : write(value);
          }),
        ])
        .toReversed(),
    }),
    [intervals, columns, figure, formats, write, nameOf, t],
  );
  const inWords = useWords(figure, columns[figure.headline ?? 0] ?? [], history);
  const what = t(`system.history.figures.${figure.id}.what`);
  return (
    <Card component="section" aria-labelledby={`history-${figure.id}`} padding="lg">
      <Title order={3} size="h4" id={`history-${figure.id}`}>
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {what}
      </Text>
      <Text fw={600} mb="xs" mt="auto">
        {inWords}
      </Text>
      <ChartFigure
        title={t('system.history.course_of', { title })}
        summary={`${title}. ${inWords}`}
        build={build}
        table={table}
        height={HISTORY_HEIGHT}
        file={`${title} ${period}`}
      />
    </Card>
  );
}

/** The latest value of a figure, and the highest or lowest with its time, in words. */
function useWords(figure: Figure, values: readonly (number | null)[], history: SystemHistory): string {
  const { t } = useTranslation('administration');
  const formats = useHistoryFormats(history.step, history.time_zone);
  const write = formats.units[figure.unit];
  const known = values.flatMap((value, place) =>
    value === null ? [] : [{ value, interval: history.intervals[place]! }],
  );
  const last = known.at(-1);
  if (!last) return t('system.history.nothing');
  const sign = figure.scarce ? -1 : 1;
  const end = known.reduce((most, each) => (sign * each.value > sign * most.value ? each : most), last);
  const name = t(`system.history.series.${figure.series[figure.headline ?? 0]!.id}`);
  const said = { name, last: write(last.value), end: write(end.value), at: formats.cell(end.interval) };
  if (figure.scarce) return t('system.history.lowest', said);
  return t(figure.series.length > 1 ? 'system.history.highest_of' : 'system.history.highest', said);
}
