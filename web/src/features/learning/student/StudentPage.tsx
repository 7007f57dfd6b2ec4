import { Anchor, Group, Skeleton, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Page } from '@/components/Page';
import { ProgressLine } from '@/components/ProgressLine';
import { isGone, QueryState } from '@/components/state/QueryState';
import { useDates } from '@/platform/i18n/dates';
import { useStudentSlots } from '@/platform/student/slots';
import { TotalLine } from '../results/ResultsPage';
import { Dates } from './Dates';
import { LessonRecords } from './LessonRecords';
import { QuizRecords } from './QuizRecords';
import { useRecord, type StudentRecord } from './record';
import { WorkRecords } from './WorkRecords';
import classes from './Student.module.css';

/** One student in one course: how far, what was handed in, how it went, what is due, what was said. */
export function StudentPage() {
  const { t } = useTranslation('learning');
  const { courseId = '', studentId = '' } = useParams();
  const record = useRecord(courseId, studentId);
  const slots = useStudentSlots(courseId);
  const { data } = record;
  return (
    <Page
      title={data?.student_name ?? t(isGone(record.error) ? 'roster.gone' : 'gradebook.student')}
      lead={data && data.group_names.length > 0 ? data.group_names.join(', ') : undefined}
      width="study"
      trail={
        <Group gap={6} component="nav" aria-label={t('lesson.trail')}>
          <Anchor component={Link} to={`/teach/courses/${courseId}/students`} c="dimmed">
            {t('roster.title')}
          </Anchor>
          <span aria-hidden="true">/</span>
          <span>{data?.title}</span>
        </Group>
      }
      actions={
        data && slots ? (
          <slots.WriteTo courseId={courseId} recipients={[{ id: studentId, name: data.student_name }]} />
        ) : undefined
      }
    >
      <QueryState
        query={record}
        errorTitle={t('results.error')}
        wayOn={{ to: `/teach/courses/${courseId}/students`, label: t('roster.title') }}
        skeleton={<Skeleton height={320} radius="lg" />}
      >
        {(found) => <StudentView record={found} />}
      </QueryState>
    </Page>
  );
}

function StudentView({ record }: { record: StudentRecord }) {
  const { t } = useTranslation('learning');
  const slots = useStudentSlots(record.course_id);
  const place = { courseId: record.course_id, studentId: record.student_id };
  return (
    <>
      <Figures record={record} />
      <Section id="progress" title={t('student_record.progress')}>
        <LessonRecords lessons={record.lessons} />
      </Section>
      <Section id="work" title={t('roster.work')}>
        <WorkRecords record={record} />
      </Section>
      <Section id="quizzes" title={t('student_record.quizzes')}>
        <QuizRecords record={record} />
      </Section>
      <Section id="dates" title={t('student_record.dates')}>
        <Dates record={record} />
      </Section>
      <Text size="sm" c="dimmed" mb="xl">
        {t('roster.source')}
      </Text>
      {slots ? (
        <>
          <Section id="conversations" title={t('student_record.conversations')}>
            <slots.Conversations {...place} />
          </Section>
          <Section id="shared" title={t('student_record.shared')}>
            <slots.SharedView {...place} />
          </Section>
        </>
      ) : null}
    </>
  );
}

function Figures({ record }: { record: StudentRecord }) {
  const { t } = useTranslation('learning');
  const { relative, date } = useDates();
  const { completed, lesson_count: count, last_seen: seen, total, enrolled_at: enrolled } = record;
  return (
    <dl className={classes.figures}>
      <div>
        <dt>{t('roster.progress')}</dt>
        <dd>
          <ProgressLine value={completed} total={count} label={t('home.lessons', { done: completed, count })} />
        </dd>
      </div>
      <div>
        <dt>{t('roster.last_seen')}</dt>
        <dd>{seen === null ? t('roster.never') : relative(seen)}</dd>
      </div>
      <div>
        <dt>{t('roster.result')}</dt>
        <dd>
          <TotalLine total={total} />
        </dd>
      </div>
      <div>
        <dt>{t('student_record.enrolled')}</dt>
        <dd>{date(enrolled)}</dd>
      </div>
    </dl>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={`student-${id}`} className={classes.section}>
      <Title order={2} id={`student-${id}`} mb="sm">
        {title}
      </Title>
      {children}
    </section>
  );
}
