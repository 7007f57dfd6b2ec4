import { Card, Stack, Text, Title } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { affectKey, EXPRESSIONS } from '@/components/affect';
import { ChartFigure } from '@/components/chart/ChartFigure';
import type { Palette } from '@/components/chart/palette';
import { EmptyState } from '@/components/state/EmptyState';
import { useDates } from '@/platform/i18n/dates';
import { shareOf, type Measure, type Trends } from './api';
import { useTrendFormats } from './formats';
import { NoWholeWeek } from './PeriodState';
import { MIX_HEIGHT, mixOption, TREND_HEIGHT, trendOption } from './trendOption';

/** The weeks that are shown, the last of them in a sentence, and what is not known. */
export function TrendView({ trends, measure }: { trends: Trends; measure: Measure }) {
  const { t } = useTranslation('insight');
  if (trends.weeks.length === 0) return <NoWholeWeek />;
  if (trends.weeks.every(({ figures }) => figures === null)) {
    return (
      <EmptyState icon={IconChartLine} title={t('trends.empty.title')}>
        {t('trends.empty.lead', { k: trends.k })}
      </EmptyState>
    );
  }
  return (
    <Stack gap="xl">
      <LastWeek trends={trends} measure={measure} />
      <ShareCard trends={trends} measure={measure} />
      <MixCard trends={trends} />
      <Notes trends={trends} />
    </Stack>
  );
}

function LastWeek({ trends, measure }: { trends: Trends; measure: Measure }) {
  const { t } = useTranslation('insight');
  const { week, percent, range, measure: nameOf } = useTrendFormats();
  const last = trends.weeks.findLast(({ figures }) => figures !== null);
  if (!last?.figures) return null;
  const { share, low, high } = shareOf(last.figures, measure);
  return (
    <Text size="lg" fw={600} maw="70ch">
      {t('trends.last_known', {
        week: week(last.monday),
        share: percent(share),
        measure: nameOf(measure),
        range: range(low, high),
        n: last.figures.n,
      })}
    </Text>
  );
}

function ShareCard({ trends, measure }: { trends: Trends; measure: Measure }) {
  const { t } = useTranslation('insight');
  const formats = useTrendFormats();
  const { weeks, k, scope } = trends;
  const name = formats.measure(measure);
  const title = t('trends.share_title', { measure: name, scope: formats.scope(scope) });
  const build = useCallback(
    (palette: Palette) =>
      trendOption(
        weeks,
        measure,
        {
          percent: formats.percent,
          day: formats.day,
          measure: name,
          interval: t('trends.columns.interval'),
          learners: t('trends.columns.learners'),
          coverage: t('trends.columns.coverage'),
        },
        palette,
      ),
    [weeks, measure, formats, name, t],
  );
  const table = useMemo(
    () => ({
      columns: ['week', 'share', 'interval', 'learners', 'coverage'].map((column) => t(`trends.columns.${column}`)),
      rows: weeks.map(({ monday, figures }) => {
        if (!figures) return [formats.week(monday), t('trends.hidden'), '', '', ''];
        const { share, low, high } = shareOf(figures, measure);
        const learners = t('trends.from_n', { n: figures.n });
        return [
          formats.week(monday),
          formats.percent(share),
          formats.range(low, high),
          learners,
          formats.percent(figures.coverage),
        ];
      }),
    }),
    [weeks, measure, formats, t],
  );
  const shown = weeks.filter(({ figures }) => figures !== null).length;
  return (
    <Card component="section" aria-labelledby="share-title" padding="lg">
      <Title order={2} size="h3" id="share-title" mb={4}>
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('trends.share_lead', { k })}
      </Text>
      <ChartFigure
        title={title}
        summary={t('trends.summary', { shown, weeks: weeks.length, title })}
        build={build}
        table={table}
        height={TREND_HEIGHT}
      />
    </Card>
  );
}

function MixCard({ trends }: { trends: Trends }) {
  const { t } = useTranslation('insight');
  const formats = useTrendFormats();
  const { weeks, scope } = trends;
  const names = useMemo(() => EXPRESSIONS.map((expression) => t(affectKey(expression))), [t]);
  const title = t('trends.mix_title', { scope: formats.scope(scope) });
  const build = useCallback((palette: Palette) => mixOption(weeks, names, formats, palette), [weeks, names, formats]);
  const table = {
    columns: [t('trends.columns.week'), ...names],
    rows: weeks.map(({ monday, figures }) => [
      formats.week(monday),
      ...EXPRESSIONS.map((each) => (figures ? formats.percent(figures.expressions[each]!.share) : t('trends.hidden'))),
    ]),
  };
  return (
    <Card component="section" aria-labelledby="mix-title" padding="lg">
      <Title order={2} size="h3" id="mix-title" mb={4}>
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('trends.mix_lead')}
      </Text>
      <ChartFigure title={title} summary={t('trends.mix_lead')} build={build} table={table} height={MIX_HEIGHT} />
    </Card>
  );
}

/** How it is counted, and what the figures cannot say. */
function Notes({ trends: { k, decided_at: decidedAt } }: { trends: Trends }) {
  const { t } = useTranslation('insight');
  const { dateTime } = useDates();
  return (
    <section aria-labelledby="notes-title">
      <Title order={2} size="h3" id="notes-title" mb={4}>
        {t('trends.notes_title')}
      </Title>
      {['counting', 'hidden', 'frozen', 'expression'].map((part) => (
        <Text key={part} size="sm" c="dimmed" mb="xs" maw="75ch">
          {t(`trends.notes.${part}`, { k })}
        </Text>
      ))}
      {decidedAt ? (
        <Text size="sm" c="dimmed">
          {t('trends.decided_at', { at: dateTime(decidedAt) })}
        </Text>
      ) : null}
    </section>
  );
}
