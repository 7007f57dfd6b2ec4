import { Anchor, Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ProgressLine } from '@/components/ProgressLine';
import { useLocale } from '@/platform/i18n/locale';
import type { CourseFigures } from '../work/homeTypes';
import classes from './Home.module.css';

/** Every course with how far one is, and the result as it stands. */
export function CourseList({ courses }: { courses: readonly CourseFigures[] }) {
  const { t } = useTranslation('learning');
  const percent = new Intl.NumberFormat(useLocale(), { style: 'percent', maximumFractionDigits: 0 });
  return (
    <section aria-labelledby="courses">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h3" id="courses">
          {t('home.courses')}
        </Title>
        <Anchor component={Link} to="/results" size="sm">
          {t('results.title')}
        </Anchor>
      </Group>
      <ul className={classes.courses}>
        {courses.map(({ course_id: id, title, total, completed, lesson_count: count }) => (
          <li key={id} className={classes.course}>
            <Link to={`/courses/${id}`} className={classes.link} dir="auto">
              {title}
            </Link>
            <ProgressLine value={completed} total={count} label={t('home.lessons', { done: completed, count })} />
            {total === null ? null : (
              <Text size="sm" c="dimmed" className={classes.figure}>
                {t('home.so_far', { percent: percent.format(total) })}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
