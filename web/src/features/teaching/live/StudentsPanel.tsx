import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LiveStudent, LiveView } from '../types';
import { Panel } from './Panel';
import { rosterOf } from './roster';
import { StudentTile } from './StudentTile';
import classes from './StudentsPanel.module.css';
import { useAgo } from './useAgo';

type Students = Pick<LiveView, 'students' | 'blocks'>;

/** Everybody of the course: who has a reading to share with it, the others with their presence, whyever nothing is read. */
export function StudentsPanel({ students, blocks }: Students) {
  const { t } = useTranslation('teaching');
  const roster = rosterOf(students);
  const blockTitles = new Map(blocks.map(({ block_id, title }) => [block_id, title]));
  const here = (list: LiveStudent[]) => (
    <ul className={classes.tiles}>
      {list.map((student) => <StudentTile key={student.user_id} student={student} blockTitles={blockTitles} />)}
    </ul>
  );
  return (
    <Panel title={t('students.title')} lead={t('students.lead')}>
      <Title order={3} fz="md" mb="xs">{t('students.read', { count: roster.read.length })}</Title>
      {roster.read.length > 0 ? here(roster.read) : <Text c="dimmed" size="sm">{t('students.nobody_read')}</Text>}
      <Title order={3} fz="md" mt="lg" mb="xs">{t('students.present', { count: roster.present.length })}</Title>
      {roster.present.length > 0 ? here(roster.present) : <Text c="dimmed" size="sm">{t('students.nobody_else')}</Text>}
      {roster.away.length > 0 ? <Away students={roster.away} /> : null}
    </Panel>
  );
}

function Away({ students }: { students: LiveStudent[] }) {
  const { t } = useTranslation('teaching');
  const ago = useAgo();
  return (
    <details className={classes.away}>
      <summary>{t('students.away', { count: students.length })}</summary>
      <ul>
        {students.map(({ user_id, name, last_seen }) => (
          <li key={user_id}>
            {name} <Text span size="sm" c="dimmed">{last_seen ? t('students.last_seen', { ago: ago(last_seen) }) : t('students.never_seen')}</Text>
          </li>
        ))}
      </ul>
    </details>
  );
}
