import { Badge, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDates } from '@/platform/i18n/dates';
import { useLocale } from '@/platform/i18n/locale';
import type { FeedbackEntry } from '../work/homeTypes';
import classes from './Home.module.css';

/** What tutors have said lately, the latest first. */
export function FeedbackList({ entries }: { entries: readonly FeedbackEntry[] }) {
  const { t } = useTranslation('learning');
  const { relative } = useDates();
  const number = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: 2 });
  return (
    <section aria-labelledby="feedback">
      <Title order={2} size="h3" id="feedback" mb="sm">
        {t('home.feedback')}
      </Title>
      <ul className={classes.list}>
        {entries.map((entry) => (
          <li key={`${entry.block_id} ${entry.at}`} className={classes.row}>
            <div className={classes.what}>
              <Link to={`/lessons/${entry.lesson_id}#block-${entry.block_id}`} className={classes.link} dir="auto">
                {entry.title}
              </Link>
              <Text size="sm" c="dimmed">
                <bdi>{entry.course_title}</bdi> · {relative(entry.at)}
              </Text>
            </div>
            {entry.state === 'returned' ? (
              <Badge variant="light" color="apricot" size="lg">
                {t('home.returned')}
              </Badge>
            ) : entry.points === null ? null : (
              <Text fw={600} className={classes.figure}>
                {t('home.points', { points: number.format(entry.points), most: number.format(entry.max_points) })}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
