import { Text } from '@mantine/core';
import { IconCalendarDue } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useDates } from '@/platform/i18n/dates';
import classes from './DueDate.module.css';

interface DueDateProps {
  /** ISO 8601. */
  at: string;
  /** How the date is introduced: "Due …", or for one that has passed "Was due …". */
  children: (when: string, passed: boolean) => ReactNode;
}

/** A date to meet, in full and in days from today. */
export function DueDate({ at, children }: DueDateProps) {
  const { when, passed } = useDates().due(at);
  return (
    <Text component="span" size="sm" c={passed ? 'var(--danger-ink)' : 'var(--warm-ink)'} className={classes.due}>
      <IconCalendarDue size={17} aria-hidden /> <time dateTime={at}>{children(when, passed)}</time>
    </Text>
  );
}
