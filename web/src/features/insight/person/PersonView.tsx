import { Alert, Anchor, Card, Stack, Text, Title } from '@mantine/core';
import { IconEye, IconUserHeart } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { affectKey, EXPRESSIONS } from '@/components/affect';
import { Chart } from '@/components/chart/Chart';
import type { Palette } from '@/components/chart/palette';
import { EmptyState } from '@/components/state/EmptyState';
import { useDates } from '@/platform/i18n/dates';
import { shareOf, type Measure } from '../trends/api';
import { useTrendFormats } from '../trends/formats';
import { NoWholeWeek } from '../trends/PeriodState';
import { MIX_HEIGHT, mixOption, TREND_HEIGHT, trendOption } from '../trends/trendOption';
import { asTrendWeeks, type PersonWeeks } from './api';

interface PersonViewProps {
  found: PersonWeeks;
  measure: Measure;
}

/** The weeks that a student shares, the last of them in a sentence, and what is not known. None of it leaves the page. */
export function PersonView({ found, measure }: PersonViewProps) {
  const { t } = useTranslation('insight');
  const { dateTime } = useDates();
  if (found.weeks.length === 0) return <NoWholeWeek />;
  if (found.weeks.every(({ figures }) => figures === null)) {
    return (
      <EmptyState icon={IconUserHeart} title={t('person.empty.title')}>
        {t('person.empty.lead')}
      </EmptyState>
    );
  }
  return (
    <Stack gap="xl">
      {found.logged_at ? (
        <Alert icon={<IconEye aria-hidden />} role="status">
          {t('person.logged', { name: found.person.name, at: dateTime(found.logged_at) })}
        </Alert>
      ) : null}
      <Stack gap="xl" data-print="none">
        <LastWeek found={found} measure={measure} />
        <Shares found={found} measure={measure} />
        <Mix found={found} />
      </Stack>
      <Notes name={found.person.name} />
    </Stack>
  );
}

function LastWeek({ found: { weeks }, measure }: PersonViewProps) {
  const { t } = useTranslation('insight');
  const { week, percent, measure: nameOf } = useTrendFormats();
  const last = weeks.findLast(({ figures }) => figures !== null);
  if (!last?.figures) return null;
  const { struggling, states, seconds } = last.figures;
  return (
    <Text size="lg" fw={600} maw="70ch">
      {t('person.last_known', {
        week: week(last.monday),
        share: percent(measure === 'struggling' ? struggling : states[measure]!),
        measure: nameOf(measure),
        minutes: Math.round(seconds / 60),
        sessions: t('person.sessions', { count: last.figures.sessions }),
      })}
    </Text>
  );
}

function Shares({ found, measure }: PersonViewProps) {
  const { t } = useTranslation('insight');
  const formats = useTrendFormats();
  const weeks = useMemo(() => asTrendWeeks(found), [found]);
  const name = formats.measure(measure);
  const title = t('person.share_title', { measure: name });
  const build = useCallback(
    (palette: Palette) =>
      trendOption(
        weeks,
        measure,
        {
          percent: formats.percent,
          day: formats.day,
          measure: name,
          interval: '',
          learners: t('person.columns.minutes'),
          coverage: t('trends.columns.coverage'),
        },
        palette,
      ),
    [weeks, measure, formats, name, t],
  );
  const table = {
    columns: [
      t('trends.columns.week'),
      t('trends.columns.share'),
      t('person.columns.sessions'),
      t('person.columns.minutes'),
      t('trends.columns.coverage'),
    ],
    rows: weeks.map(({ monday, figures }, place) =>
      figures
        ? [
            formats.week(monday),
            formats.percent(shareOf(figures, measure).share),
            String(found.weeks[place]!.figures!.sessions),
            String(figures.n),
            formats.percent(figures.coverage),
          ]
        : [formats.week(monday), t('person.gap'), '', '', ''],
    ),
  };
  const shown = weeks.filter(({ figures }) => figures !== null).length;
  return (
    <Card component="section" aria-labelledby="share-title" padding="lg">
      <Title order={2} size="h3" id="share-title" mb={4}>
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm" maw="75ch">
        {t('person.share_lead')}
      </Text>
      <Chart
        title={t('person.chart', { title })}
        summary={t('trends.summary', { shown, weeks: weeks.length, title })}
        build={build}
        table={table}
        height={TREND_HEIGHT}
      />
    </Card>
  );
}

function Mix({ found }: { found: PersonWeeks }) {
  const { t } = useTranslation('insight');
  const formats = useTrendFormats();
  const weeks = useMemo(() => asTrendWeeks(found), [found]);
  const names = useMemo(() => EXPRESSIONS.map((expression) => t(affectKey(expression))), [t]);
  const title = t('person.mix_title');
  const build = useCallback((palette: Palette) => mixOption(weeks, names, formats, palette), [weeks, names, formats]);
  const table = {
    columns: [t('trends.columns.week'), ...names],
    rows: weeks.map(({ monday, figures }) => [
      formats.week(monday),
      ...EXPRESSIONS.map((each) => (figures ? formats.percent(figures.expressions[each]!.share) : t('person.gap'))),
    ]),
  };
  return (
    <Card component="section" aria-labelledby="mix-title" padding="lg">
      <Title order={2} size="h3" id="mix-title" mb={4}>
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('person.mix_lead')}
      </Text>
      <Chart
        title={t('person.chart', { title })}
        summary={t('person.mix_lead')}
        build={build}
        table={table}
        height={MIX_HEIGHT}
      />
    </Card>
  );
}

/** What a gap may be, what the figures cannot say, and what to do now. */
function Notes({ name }: { name: string }) {
  const { t } = useTranslation('insight');
  return (
    <section aria-labelledby="notes-title">
      <Title order={2} size="h3" id="notes-title" mb={4}>
        {t('person.notes_title')}
      </Title>
      {['ask', 'gap', 'stays', 'expression'].map((part) => (
        <Text key={part} size="sm" c="dimmed" mb="xs" maw="75ch">
          {t(`person.notes.${part}`, { name })}
        </Text>
      ))}
      <Stack gap={4} data-print="none">
        <Anchor component={Link} to={`/admin/users?${new URLSearchParams({ query: name })}`}>
          {t('person.to_account')}
        </Anchor>
        <Anchor component={Link} to="/admin/trends">
          {t('person.to_trends')}
        </Anchor>
      </Stack>
    </section>
  );
}
