import { Anchor, Select, Stack, Text, Title } from '@mantine/core';
import { IconTimeline } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { useDates } from '@/platform/i18n/dates';
import { useLocale } from '@/platform/i18n/locale';
import { useTimeline, type LessonTimeline } from '../api';
import { OwnPages } from '../OwnPages';
import { WindowList } from '../WindowList';
import { LessonActions } from './LessonActions';
import { LessonChart } from './LessonChart';
import { MarkList } from './MarkList';

const FIRST_SUMMARIES = 5;

/** One lesson over time: what the camera read, what I said, what was said to me. */
export function LessonTimelinePage() {
  const { t } = useTranslation('wellbeing');
  const { lessonId = '' } = useParams();
  const [studySession, setStudySession] = useState<string | null>(null);
  const timeline = useTimeline(lessonId, studySession);
  const { data } = timeline;
  return (
    <Page
      title={data ? t('lesson_timeline.title', { title: data.title }) : t('lesson_timeline.chart')}
      trail={<OwnPages />}
      lead={
        data ? (
          <>
            <Anchor component={Link} to={`/lessons/${data.lesson_id}`}>
              {t('lesson_timeline.to_lesson')}
            </Anchor>{' '}
            · {data.course_title}
          </>
        ) : undefined
      }
      actions={
        data && data.study_sessions.length > 1 ? (
          <StudySessionChoice timeline={data} onChoose={setStudySession} />
        ) : null
      }
    >
      <QueryState
        query={timeline}
        errorTitle={t('lesson_timeline.error')}
        wayOn={{ to: '/my-data/lessons', label: t('lessons.title') }}
      >
        {(found) => <StudySession timeline={found} />}
      </QueryState>
    </Page>
  );
}

function StudySessionChoice({
  timeline: { study_sessions: studySessions, shown },
  onChoose,
}: {
  timeline: LessonTimeline;
  onChoose: (startedAt: string) => void;
}) {
  const { t } = useTranslation('wellbeing');
  const { dateTime } = useDates();
  return (
    <Select
      label={t('lesson_timeline.study_session')}
      allowDeselect={false}
      value={shown?.started_at}
      onChange={(startedAt) => startedAt && onChoose(startedAt)}
      data={studySessions
        .toReversed()
        .map(({ started_at: startedAt }) => ({ value: startedAt, label: dateTime(startedAt) }))}
    />
  );
}

function StudySession({ timeline }: { timeline: LessonTimeline }) {
  const { t } = useTranslation('wellbeing');
  const { shown } = timeline;
  if (!shown)
    return (
      <EmptyState icon={IconTimeline} title={t('lesson_timeline.empty_title')}>
        {t('lesson_timeline.empty_lead')}
      </EmptyState>
    );
  return (
    <Stack gap={40}>
      <section aria-labelledby="chart-title">
        <Title order={2} size="h3" id="chart-title" mb="xs">
          {t('lesson_timeline.chart')}
        </Title>
        <LessonChart key={shown.started_at} timeline={timeline} studySession={shown} />
        <Coverage timeline={timeline} />
      </section>
      {timeline.marks.length > 0 ? (
        <section aria-labelledby="marks-title">
          <Title order={2} size="h3" id="marks-title" mb="xs">
            {t('lesson_timeline.happened')}
          </Title>
          <MarkList timeline={timeline} />
        </section>
      ) : null}
      {timeline.points.length > 0 ? (
        <section aria-labelledby="windows-title">
          <Title order={2} size="h3" id="windows-title" mb="xs">
            {t('lesson_timeline.summaries')}
          </Title>
          <WindowList
            first={FIRST_SUMMARIES}
            windows={timeline.points.map((point) => ({
              ...point,
              state: point.expression,
              lesson_title: timeline.title,
            }))}
          />
        </section>
      ) : null}
      <LessonActions timeline={timeline} />
    </Stack>
  );
}

/** How much could be read at all: without it, a gap would look like calm. */
function Coverage({ timeline: { coverage, points, retention_days: days } }: { timeline: LessonTimeline }) {
  const { t } = useTranslation('wellbeing');
  const locale = useLocale();
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const minutes = Math.round(points.reduce((sum, { seconds }) => sum + seconds, 0) / 60);
  return (
    <Text size="sm" c="dimmed" mt="sm">
      {coverage === null
        ? t('lesson_timeline.no_camera')
        : t('lesson_timeline.coverage', { share: share.format(coverage), count: minutes })}{' '}
      {t('lesson_timeline.retention', { count: days })}
    </Text>
  );
}
