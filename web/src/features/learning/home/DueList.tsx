import { Text, Title } from '@mantine/core';
import { IconChecklist, IconFileText, IconListCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDates } from '@/platform/i18n/dates';
import type { DueEntry } from '../work/homeTypes';
import classes from './Home.module.css';

const ICONS = { lesson: IconFileText, quiz: IconListCheck, assignment: IconChecklist } as const;

/** What has a date, the nearest first. */
export function DueList({ entries }: { entries: readonly DueEntry[] }) {
  const { t } = useTranslation('learning');
  return (
    <section aria-labelledby="due">
      <Title order={2} size="h3" id="due" mb="sm">
        {t('home.due.title')}
      </Title>
      {entries.length === 0 ? (
        <Text c="dimmed">{t('home.due.none')}</Text>
      ) : (
        <ul className={classes.list}>
          {entries.map((entry) => (
            <DueRow key={`${entry.lesson_id} ${entry.block_id ?? ''}`} entry={entry} />
          ))}
        </ul>
      )}
    </section>
  );
}

function DueRow({ entry }: { entry: DueEntry }) {
  const { t } = useTranslation('learning');
  const { due } = useDates();
  const { lesson_id: lesson, block_id: block, due_at: at, kind, overdue } = entry;
  const { when } = due(at);
  const Icon = ICONS[kind];
  return (
    <li className={classes.row}>
      <Icon size={20} aria-hidden className={classes.icon} />
      <div className={classes.what}>
        <Link to={`/lessons/${lesson}${block ? `#block-${block}` : ''}`} className={classes.link} dir="auto">
          {entry.title}
        </Link>
        <Text size="sm" c={overdue ? 'var(--danger-ink)' : 'var(--warm-ink)'}>
          <time dateTime={at}>{t(overdue ? 'lesson.overdue' : 'lesson.due', { when })}</time>
        </Text>
        <Text size="sm" c="dimmed">
          <bdi>{entry.course_title}</bdi>
        </Text>
      </div>
    </li>
  );
}
