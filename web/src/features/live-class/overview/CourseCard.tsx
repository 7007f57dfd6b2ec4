import { Anchor, Button, Card, Group, Text, Title } from '@mantine/core';
import { IconActivityHeartbeat, IconHandStop, IconPresentation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLocale } from '@/platform/i18n/locale';
import { StartClass } from '../session/hold/StartClass';
import type { TaughtCourse } from '../types';
import type { CourseFigures } from './useTutorHome';
import classes from './CourseCard.module.css';

interface CourseCardProps {
  course: TaughtCourse;
  figures: CourseFigures | undefined;
  /** How many of its students may be falling behind. */
  needsLook: number;
  /** The title of the lesson that its class is on now, null where there is no class; undefined while nobody knows. */
  classOn: string | null | undefined;
}

/** A course with who is there now; nothing about how anybody feels. */
export function CourseCard({ course, figures, needsLook, classOn }: CourseCardProps) {
  const { t } = useTranslation('live-class');
  const percent = new Intl.NumberFormat(useLocale(), { style: 'percent', maximumFractionDigits: 0 });
  const { course_id, title, enrolled, present, waiting } = course;
  return (
    <Card component="li" className={classes.card}>
      <Title order={3}>{title}</Title>
      <div className={classes.figures}>
        <Text className={classes.present} data-anybody={present > 0}>
          {t('overview.present', { count: present })}
        </Text>
        <Text size="sm" c="dimmed">
          {t('overview.enrolled', { count: enrolled })}
        </Text>
        {figures ? (
          <Text size="sm" c="dimmed">
            {t('overview.active', { count: figures.active_count })}
            {figures.completed_share === null
              ? null
              : ` · ${t('overview.completed', { percent: percent.format(figures.completed_share) })}`}
          </Text>
        ) : null}
        {classOn ? (
          <Text size="sm" className={classes.on}>
            <IconPresentation aria-hidden size={17} />
            {t('overview.class_on', { lesson: classOn })}
          </Text>
        ) : null}
        {waiting > 0 ? (
          <Text size="sm" className={classes.waiting}>
            <IconHandStop aria-hidden size={17} />
            {t('overview.waiting', { count: waiting })}
          </Text>
        ) : null}
        {needsLook > 0 ? (
          <Anchor
            component={Link}
            to={`/teach/courses/${course_id}/at-risk`}
            size="sm"
            aria-label={t('overview.needs_look_course', { count: needsLook, course: title })}
          >
            {t('overview.needs_look', { count: needsLook })}
          </Anchor>
        ) : null}
      </div>
      <Group gap="lg">
        <Button
          component={Link}
          to={`/teach/courses/${course_id}/live`}
          aria-label={t('overview.watch_course', { course: title })}
          leftSection={<IconActivityHeartbeat aria-hidden size={18} />}
        >
          {t('overview.watch')}
        </Button>
        {classOn === null ? <StartClass courseId={course_id} course={title} quiet /> : null}
        <Anchor
          component={Link}
          to={`/teach/courses/${course_id}/people`}
          aria-label={t('overview.people_course', { course: title })}
        >
          {t('overview.people')}
        </Anchor>
        <Anchor
          component={Link}
          to={`/teach/courses/${course_id}/students`}
          aria-label={t('overview.students_course', { course: title })}
        >
          {t('overview.students')}
        </Anchor>
        <Anchor
          component={Link}
          to={`/teach/courses/${course_id}/review`}
          aria-label={t('overview.review_course', { course: title })}
        >
          {t('overview.review')}
        </Anchor>
        <Anchor
          component={Link}
          to={`/teach/courses/${course_id}/gradebook`}
          aria-label={t('overview.gradebook_course', { course: title })}
        >
          {t('overview.gradebook')}
        </Anchor>
        <Anchor
          component={Link}
          to={`/courses/${course_id}`}
          aria-label={t('overview.outline_course', { course: title })}
        >
          {t('overview.outline')}
        </Anchor>
      </Group>
    </Card>
  );
}
