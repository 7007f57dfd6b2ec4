import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LiveStudent } from '../types';
import { Ago } from './Ago';
import classes from './StudentsPanel.module.css';

interface AwayListProps {
  students: readonly LiveStudent[];
  labelledBy: string;
}

/** Who of the course is not here, and when they were last; it scrolls in its own box. */
export function AwayList({ students, labelledBy }: AwayListProps) {
  const { t } = useTranslation('live-class');
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be within reach of the keyboard
    <div className={classes.box} role="region" aria-labelledby={labelledBy} tabIndex={0}>
      <ul className={classes.away}>
        {students.map(({ user_id: id, name, last_seen: seen }) => (
          <li key={id}>
            {name}{' '}
            <Text span size="sm" c="dimmed">
              {seen ? <Ago iso={seen}>{(ago) => t('students.last_seen', { ago })}</Ago> : t('students.never_seen')}
            </Text>
          </li>
        ))}
      </ul>
    </div>
  );
}
