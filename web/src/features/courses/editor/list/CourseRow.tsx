import { Anchor, Badge, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { STATE_COLOURS } from '../course/states';
import type { OwnCourse } from '../types';
import classes from './List.module.css';

/** A course in its authors' list. */
export function CourseRow({ course }: { course: OwnCourse }) {
  const { t } = useTranslation('courses');
  const { state, lesson_count: lessons, student_count: students, unpublished_count: unpublished } = course;
  return (
    <li className={classes.row}>
      <div className={classes.about} {...contentAttributes(course.language)}>
        <Title order={2} size="h3">
          <Anchor component={Link} to={`/teach/courses/${course.id}`} inherit underline="hover" c="var(--ink)">
            {course.title}
          </Anchor>
        </Title>
        {course.summary ? (
          <Text size="sm" c="dimmed" className={classes.summary}>
            {course.summary}
          </Text>
        ) : null}
      </div>
      <div className={classes.figures}>
        <Badge size="lg" variant="light" color={STATE_COLOURS[state]}>
          {t(`editor.course.states.${state}`)}
        </Badge>
        <span>{t('lesson_count', { count: lessons })}</span>
        <span>{t('editor.course.students', { count: students })}</span>
        {unpublished > 0 ? (
          <Text component="span" size="sm" c="var(--warm-ink)">
            {t('editor.course.unpublished', { count: unpublished })}
          </Text>
        ) : null}
      </div>
    </li>
  );
}
