import { Anchor, Badge, Button, Card, Group, Text, Title } from '@mantine/core';
import { IconArrowRight, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DueDate } from '@/components/DueDate';
import { NotBegun } from '@/components/state/NotBegun';
import { ProgressLine } from '@/components/ProgressLine';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import type { CourseSummary } from './api';
import { nextAction } from './nextAction';
import classes from './CourseCard.module.css';

/** A course on the student's home, with how far they are and one way in. */
export function CourseCard({ course }: { course: CourseSummary }) {
  const { t } = useTranslation('courses');
  const { completed_lesson_count: done, lesson_count: count } = course;
  const next = nextAction(course);
  const target =
    course.resume_lesson_id && next !== 'review' ? `/lessons/${course.resume_lesson_id}` : `/courses/${course.id}`;

  return (
    <Card component="li" className={classes.card}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
        <Title order={2} size="h3" flex={1} {...contentAttributes(course.language)}>
          <Anchor component={Link} to={`/courses/${course.id}`} inherit underline="hover" c="var(--ink)">
            {course.title}
          </Anchor>
        </Title>
        {!course.begun ? (
          <Badge variant="light" size="lg" color="apricot">
            {t('not_begun')}
          </Badge>
        ) : course.ended ? (
          <Badge variant="light" size="lg" color="gray">
            {t('ended')}
          </Badge>
        ) : next === 'review' ? (
          <Badge variant="light" size="lg" leftSection={<IconCircleCheck size={15} aria-hidden />}>
            {t('finished')}
          </Badge>
        ) : null}
      </Group>
      <Text c="dimmed" {...contentAttributes(course.language)} flex={1}>
        {course.summary}
      </Text>
      {course.begun ? (
        <>
          <ProgressLine value={done} total={count} label={t('lessons_done', { done, count })} />
          <Group justify="space-between">
            <Button
              component={Link}
              to={target}
              variant={next === 'review' ? 'default' : 'filled'}
              rightSection={<IconArrowRight size={18} aria-hidden />}
              aria-label={t(`${next}_course`, { course: course.title })}
            >
              {t(next)}
            </Button>
            {course.next_due ? (
              <DueDate at={course.next_due}>{(when, passed) => t(passed ? 'overdue' : 'due', { when })}</DueDate>
            ) : null}
          </Group>
        </>
      ) : (
        <Text>
          <NotBegun startsAt={course.starts_at} />
        </Text>
      )}
    </Card>
  );
}
