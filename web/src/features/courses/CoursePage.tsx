import { Alert, Anchor, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight, IconBook2, IconCalendarTime, IconListCheck, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { NotBegun } from '@/components/state/NotBegun';
import { Page } from '@/components/Page';
import { ProgressLine } from '@/components/ProgressLine';
import { EmptyState } from '@/components/state/EmptyState';
import { isGone, Loading, QueryState } from '@/components/state/QueryState';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useUser } from '@/platform/session';
import { useCourse, type Course } from './api';
import { nextAction } from './nextAction';
import { LessonList } from './LessonList';
import classes from './CoursePage.module.css';

/** A course: its modules and lessons, what is done, and what counts as done. */
export function CoursePage() {
  const { t } = useTranslation('courses');
  const { courseId = '' } = useParams();
  const course = useCourse(courseId);
  if (course.data) return <CourseView key={courseId} course={course.data} />;
  return (
    <Page title={titleOf()}>
      <QueryState
        query={course}
        wayOn={{ to: '/courses', label: t('course.gone_action') }}
        skeleton={
          <Loading>
            <Skeleton height={320} radius="lg" />
          </Loading>
        }
      >
        {() => null}
      </QueryState>
    </Page>
  );

  function titleOf(): string {
    if (isGone(course.error)) return t('course.gone_title');
    return course.isError ? t('course.error') : t('navigation');
  }
}

function CourseView({ course }: { course: Course }) {
  const { t } = useTranslation('courses');
  const { completed_lesson_count: done, lesson_count: count } = course;
  const next = nextAction(course);
  const { role } = useUser();
  return (
    <Page
      title={course.title}
      titleLang={course.language}
      trail={
        <Anchor component={Link} to={role === 'student' ? '/courses' : '/teach/courses'} c="dimmed">
          {t('course.trail')}
        </Anchor>
      }
      lead={<div {...contentAttributes(course.language)}>{course.summary}</div>}
      actions={
        <Group>
          {role === 'student' ? null : (
            <Button
              component={Link}
              to={`/teach/courses/${course.id}/people`}
              variant="default"
              leftSection={<IconUsers size={18} aria-hidden />}
            >
              {t('people.title')}
            </Button>
          )}
          {course.resume_lesson_id && next !== 'review' ? (
            <Button
              component={Link}
              to={`/lessons/${course.resume_lesson_id}`}
              rightSection={<IconArrowRight size={18} aria-hidden />}
            >
              {t(next)}
            </Button>
          ) : null}
        </Group>
      }
    >
      <div className={classes.columns}>
        <Stack gap="xl">
          {role === 'student' && !course.begun ? (
            <Alert role="status" icon={<IconCalendarTime aria-hidden />} title={t('not_begun')}>
              <NotBegun startsAt={course.starts_at} />
            </Alert>
          ) : course.modules.length === 0 ? (
            <EmptyState icon={IconBook2} title={t('course.empty_title')}>
              {t('course.empty_lead')}
            </EmptyState>
          ) : null}
          {course.modules.map((module) => (
            <section key={module.id} aria-labelledby={`module-${module.id}`}>
              <Title order={2} id={`module-${module.id}`} mb="sm" {...contentAttributes(course.language)}>
                {module.title}
              </Title>
              <LessonList lessons={module.lessons} resumeId={course.resume_lesson_id} started={next !== 'start'} />
            </section>
          ))}
        </Stack>
        <aside className={classes.aside}>
          <Title order={2} size="h3">
            {t('course.progress')}
          </Title>
          <ProgressLine value={done} total={count} label={t('lessons_done', { done, count })} />
          <Title order={2} size="h3" className={classes.rules}>
            <IconListCheck size={20} aria-hidden /> {t('course.rules_title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('course.rules')}
          </Text>
        </aside>
      </div>
    </Page>
  );
}
