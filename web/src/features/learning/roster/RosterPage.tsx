import { Anchor, Button, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconEye, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Page } from '@/components/Page';
import { ProgressLine } from '@/components/ProgressLine';
import { StackedTable } from '@/components/StackedTable';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { useDates } from '@/platform/i18n/dates';
import { useLocale } from '@/platform/i18n/locale';
import { StudentsToolbar } from '../gradebook/StudentsToolbar';
import type { Roster, RosterEntry } from '../work/gradingTypes';
import { fetchRoster } from '../work/tutorCalls';
import { arrange, type RosterOrder } from './arrange';

/** Everybody who learns in a course: how far, when last seen, how it goes. From learning records alone. */
export function RosterPage() {
  const { t } = useTranslation('learning');
  const { courseId = '' } = useParams();
  const roster = useQuery({ queryKey: ['work', 'roster', courseId], queryFn: () => fetchRoster(courseId) });
  return (
    <Page
      title={t('roster.title')}
      lead={t('roster.lead')}
      width="study"
      actions={
        <Button
          component={Link}
          to={`/teach/courses/${courseId}/at-risk`}
          variant="default"
          leftSection={<IconEye size={18} aria-hidden />}
        >
          {t('roster.needs_look')}
        </Button>
      }
      trail={
        <Anchor component={Link} to={`/teach/courses/${courseId}`} c="dimmed">
          {roster.data?.course_title ?? t('gradebook.course')}
        </Anchor>
      }
    >
      <QueryState
        query={roster}
        errorTitle={t('roster.error')}
        wayOn={{ to: '/teach', label: t('gradebook.to_courses') }}
        skeleton={<Skeleton height={360} radius="lg" />}
      >
        {(data) => <RosterView roster={data} />}
      </QueryState>
    </Page>
  );
}

function RosterView({ roster }: { roster: Roster }) {
  const { t } = useTranslation('learning');
  const [words, setWords] = useState('');
  const [group, setGroup] = useState('');
  const [order, setOrder] = useState<RosterOrder>('name');
  const locale = useLocale();
  const students = arrange(roster.students, words, group, order, locale);
  if (roster.students.length === 0)
    return (
      <EmptyState icon={IconUsers} title={t('gradebook.empty.students')}>
        {t('roster.empty')}
      </EmptyState>
    );
  const columns = [
    t('gradebook.student'),
    t('roster.progress'),
    t('roster.last_seen'),
    t('roster.open_work'),
    t('roster.result'),
  ];
  return (
    <>
      <StudentsToolbar
        words={words}
        onWords={setWords}
        groups={roster.groups}
        group={group}
        onGroup={setGroup}
        choiceLabel={t('roster.order')}
        choices={(['name', 'progress', 'last_seen'] as const).map((value) => ({
          value,
          label: t(`roster.orders.${value}`),
        }))}
        choice={order}
        onChoice={setOrder}
        count={students.length}
      />
      {students.length === 0 ? (
        <EmptyState icon={IconUsers} title={t('gradebook.empty.found')} />
      ) : (
        <StackedTable
          label={t('roster.title')}
          columns={columns}
          tracks="minmax(0, 1.2fr) minmax(12rem, 1fr) 9rem 8rem 5rem"
          rows={students.map((student) => ({
            key: student.id,
            cells: cellsOf(student, roster.course_id),
          }))}
        />
      )}
    </>
  );
}

function cellsOf(student: RosterEntry, courseId: string) {
  return [
    <Name key="name" student={student} courseId={courseId} />,
    <Progress key="progress" student={student} />,
    <LastSeen key="seen" at={student.last_seen} />,
    <OpenWork key="open" student={student} />,
    <Score key="score" score={student.score} />,
  ];
}

function Name({ student, courseId }: { student: RosterEntry; courseId: string }) {
  return (
    <div>
      <Anchor component={Link} to={`/teach/courses/${courseId}/students/${student.id}`} fw={600} c="var(--ink)">
        {student.name}
      </Anchor>
      {student.group_names.length > 0 ? (
        <Text size="sm" c="dimmed">
          {student.group_names.join(', ')}
        </Text>
      ) : null}
    </div>
  );
}

function Progress({ student: { completed, total } }: { student: RosterEntry }) {
  const { t } = useTranslation('learning');
  return <ProgressLine value={completed} total={total} label={t('outline.done', { done: completed, count: total })} />;
}

function LastSeen({ at }: { at: string | null }) {
  const { t } = useTranslation('learning');
  const { relative, dateTime } = useDates();
  return at === null ? (
    <Text c="dimmed" component="span">
      {t('roster.never')}
    </Text>
  ) : (
    <time dateTime={at} title={dateTime(at)}>
      {relative(at)}
    </time>
  );
}

function OpenWork({ student: { missing, waiting } }: { student: RosterEntry }) {
  const { t } = useTranslation('learning');
  if (missing === 0 && waiting === 0) return '–';
  return (
    <>
      {missing > 0 ? (
        <Text c="var(--warm-ink)" component="div">
          {t('roster.missing', { count: missing })}
        </Text>
      ) : null}
      {waiting > 0 ? <div>{t('roster.waiting', { count: waiting })}</div> : null}
    </>
  );
}

function Score({ score }: { score: number | null }) {
  const percent = new Intl.NumberFormat(useLocale(), { style: 'percent', maximumFractionDigits: 0 });
  return score === null ? '–' : <strong>{percent.format(score)}</strong>;
}
