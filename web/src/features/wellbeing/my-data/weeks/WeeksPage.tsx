import { Stack, Text, Title } from '@mantine/core';
import { IconCalendarStats } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { affectKey, LEARNING_STATES, type LearningState } from '@/components/affect';
import { Chart } from '@/components/chart/Chart';
import type { Palette } from '@/components/chart/palette';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { useLocale } from '@/platform/i18n/locale';
import { useWeeks, type Week, type Weeks } from '../api';
import { OwnPages } from '../OwnPages';
import { StateLegend } from '../StateLegend';
import { minutesWithout, weeksOption, type WeeksWords } from './weeksOption';
import { weekStart } from './weekStart';
import { WhatHelped } from './WhatHelped';

const WEEKS = 5; // summaries live for 30 days: before that there is little to show

/** The last weeks: time studied, how it went as far as it could be read, and what helped. */
export function WeeksPage() {
  const { t } = useTranslation('wellbeing');
  const locale = useLocale();
  const [start] = useState(() => weekStart(new Date(), locale));
  const weeks = useWeeks(start, WEEKS);
  return (
    <Page title={t('weeks.title')} lead={t('weeks.lead')} trail={<OwnPages />}>
      <QueryState query={weeks} errorTitle={t('weeks.error')}>
        {(found) => <Glance weeks={found} />}
      </QueryState>
    </Page>
  );
}

function Glance({ weeks }: { weeks: Weeks }) {
  const { t } = useTranslation('wellbeing');
  if (
    weeks.weeks.every(
      ({ studied_minutes: minutes, checkins, messages }) => minutes === 0 && checkins === 0 && messages === 0,
    )
  ) {
    return (
      <EmptyState icon={IconCalendarStats} title={t('weeks.empty_title')}>
        {t('weeks.empty_lead')}
      </EmptyState>
    );
  }
  return (
    <Stack gap={40}>
      <WeeksChart weeks={weeks.weeks} />
      <section aria-labelledby="helped-title">
        <Title order={2} size="h3" id="helped-title" mb="xs">
          {t('helped.title')}
        </Title>
        <WhatHelped weeks={weeks} />
      </section>
      <Text size="sm" c="dimmed">
        {t('weeks.estimate')} {t('lesson_timeline.retention', { count: weeks.retention_days })}
      </Text>
    </Stack>
  );
}

function WeeksChart({ weeks }: { weeks: Week[] }) {
  const { t } = useTranslation('wellbeing');
  const locale = useLocale();
  const words = useMemo<WeeksWords>(() => {
    const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
    return {
      week: ({ starts_at: at }) => day.format(Date.parse(at)),
      state: (state: LearningState) => t(affectKey(state)),
      unread: t('weeks.without'),
      minutes: t('timeline.minutes'),
    };
  }, [t, locale]);
  const build = useCallback((palette: Palette) => weeksOption(weeks, words, palette), [weeks, words]);
  const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const total = weeks.reduce((sum, { studied_minutes: minutes }) => sum + minutes, 0);
  return (
    <section aria-labelledby="weeks-title">
      <Title order={2} size="h3" id="weeks-title" mb="xs">
        {t('weeks.chart')}
      </Title>
      <StateLegend />
      <Chart
        title={t('weeks.chart')}
        summary={t('weeks.summary', { count: weeks.length, minutes: figure.format(total) })}
        build={build}
        height={280}
        table={{
          columns: [
            t('weeks.week'),
            t('weeks.studied'),
            ...LEARNING_STATES.map(words.state),
            t('weeks.without'),
            t('windows.coverage'),
            t('weeks.said'),
            t('weeks.lost'),
            t('weeks.messages'),
          ],
          rows: weeks.map((week) => [
            words.week(week),
            figure.format(week.studied_minutes),
            ...LEARNING_STATES.map((state) => figure.format(week.state_minutes[state] ?? 0)),
            figure.format(minutesWithout(week)),
            week.coverage === null ? t('weeks.no_camera') : share.format(week.coverage),
            figure.format(week.checkins),
            figure.format(week.lost_here),
            figure.format(week.messages),
          ]),
        }}
      />
    </section>
  );
}
