import { Skeleton, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StackedTable } from '@/components/StackedTable';
import { QueryState } from '@/components/state/QueryState';
import { useDates } from '@/platform/i18n/dates';
import type { CourseStudent } from '@/platform/student/slots';
import { Measured, StateShares } from './StateShares';
import { useSharedView, type SharedMeasures, type SharedView } from './sharedView';
import classes from './SharedView.module.css';

/** What a student shares of their own view, by lesson and week, and in their words. Reading it is written down. */
export function SharedViewSection(place: CourseStudent) {
  const { t } = useTranslation('insight');
  const shared = useSharedView(place);
  return (
    <QueryState query={shared} errorTitle={t('student.error')} skeleton={<Skeleton height={90} radius="lg" />}>
      {(view) => (view === null ? <Text c="dimmed">{t('student.none')}</Text> : <Shared view={view} />)}
    </QueryState>
  );
}

function Shared({ view: { lessons, weeks, words } }: { view: SharedView }) {
  const { t } = useTranslation('insight');
  const { date } = useDates();
  return (
    <>
      <Text mb="md">{t('student.logged')}</Text>
      {lessons.length > 0 ? (
        <Table
          title={t('student.by_lesson')}
          first={t('student.lesson')}
          rows={lessons.map((lesson) => ({ ...lesson, key: lesson.lesson_id, name: lesson.title }))}
        />
      ) : null}
      {weeks.length > 0 ? (
        <Table
          title={t('student.by_week')}
          first={t('student.week')}
          rows={weeks.map((week) => ({
            ...week,
            key: week.monday,
            name: t('student.week_of', { date: date(`${week.monday}T12:00:00`) }),
          }))}
        />
      ) : null}
      {words.length > 0 ? <Words words={words} /> : null}
      <Text size="sm" c="dimmed" mt="md">
        {t('student.source')}
      </Text>
    </>
  );
}

interface TableProps {
  title: string;
  first: string;
  rows: readonly (SharedMeasures & { key: string; name: string })[];
}

function Table({ title, first, rows }: TableProps) {
  const { t } = useTranslation('insight');
  return (
    <>
      <Title order={3} size="h5" mt="md" mb="xs">
        {title}
      </Title>
      <StackedTable
        label={title}
        columns={[first, t('student.states'), t('student.basis')]}
        tracks="minmax(0, 1fr) minmax(0, 1.4fr) minmax(0, 1fr)"
        rows={rows.map((row) => ({
          key: row.key,
          cells: [
            <span key="name" dir="auto">
              {row.name}
            </span>,
            <StateShares key="states" measures={row} />,
            <Measured key="basis" measures={row} />,
          ],
        }))}
      />
    </>
  );
}

function Words({ words }: { words: SharedView['words'] }) {
  const { t } = useTranslation('insight');
  const { dateTime } = useDates();
  return (
    <>
      <Title order={3} size="h5" mt="md" mb="xs" id="own-words">
        {t('student.words')}
      </Title>
      <ul className={classes.words} aria-labelledby="own-words">
        {words.map(({ at, kind, feeling, lesson_title: lesson, block_title: block }) => (
          <li key={`${at} ${kind} ${feeling}`}>
            <Text component="span" fw={600}>
              {kind === 'lost_here' || feeling === null ? t('student.lost_here') : t(`wellbeing:feelings.${feeling}`)}
            </Text>{' '}
            <Text component="span" size="sm" c="dimmed">
              <bdi>{block === null ? lesson : `${lesson} · ${block}`}</bdi> · {dateTime(at)}
            </Text>
          </li>
        ))}
      </ul>
    </>
  );
}
