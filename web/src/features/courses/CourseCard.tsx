import { Anchor, Badge, Button, Card, Group, Text, Title } from '@mantine/core';
import { IconArrowRight, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DueDate } from '@/components/DueDate';
import { ProgressLine } from '@/components/ProgressLine';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import type { CourseSummary } from './api';
import classes from './CourseCard.module.css';

type NextAction = 'start' | 'continue' | 'review';

/** What the card's button does: begin, go on, or look again. */
export function nextAction({ completed_lesson_count: done, lesson_count: count }: CourseSummary): NextAction {
  if (count > 0 && done >= count) return 'review';
  return done === 0 ? 'start' : 'continue';
}

const ORDER: readonly NextAction[] = ['continue', 'start', 'review'];

/** Courses under way come first, finished ones last. */
export function byNextAction(a: CourseSummary, b: CourseSummary): number {
  return ORDER.indexOf(nextAction(a)) - ORDER.indexOf(nextAction(b));
}

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
        <Title order={2} size="h3" {...contentAttributes(course.language)}>
          <Anchor component={Link} to={`/courses/${course.id}`} inherit underline="hover" c="var(--ink)">
            {course.title}
          </Anchor>
        </Title>
        {next === 'review' ? (
          <Badge variant="light" size="lg" leftSection={<IconCircleCheck size={15} aria-hidden />}>
            {t('finished')}
          </Badge>
        ) : null}
      </Group>
      <Text c="dimmed" {...contentAttributes(course.language)} flex={1}>
        {course.summary}
      </Text>
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
    </Card>
  );
}
