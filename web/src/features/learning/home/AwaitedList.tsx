import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { NotBegun } from '@/components/state/NotBegun';
import type { StudentHome } from '../work/homeTypes';
import classes from './Home.module.css';

/** The courses that one is in and that are still to come. */
export function AwaitedList({ courses }: { courses: StudentHome['awaited'] }) {
  const { t } = useTranslation('learning');
  return (
    <section aria-labelledby="awaited">
      <Title order={2} size="h3" id="awaited" mb="sm">
        {t('home.awaited')}
      </Title>
      <ul className={classes.courses}>
        {courses.map(({ course_id: id, title, starts_at: startsAt }) => (
          <li key={id} className={classes.course}>
            <Link to={`/courses/${id}`} className={classes.link} dir="auto">
              {title}
            </Link>
            <Text c="dimmed">
              <NotBegun startsAt={startsAt} />
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
