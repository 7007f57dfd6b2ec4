import { Button, Group, Stack, Text } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { useDates } from '@/platform/i18n/dates';
import { openOf, plannedOf, type TaughtSession } from '../sessions';
import { SessionBar } from './SessionBar';
import { StartClass } from './StartClass';
import { useSessionSteps, useTaughtSessions } from './useTaughtSessions';
import classes from './SessionBar.module.css';

/** On the live page of a course: the class that is on, those that are planned, and the way to begin one. */
export function SessionPanel({ courseId, course }: { courseId: string; course: string }) {
  const sessions = useTaughtSessions();
  if (sessions.isError) return <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />;
  const ours = (sessions.data ?? []).filter(({ course_id: id }) => id === courseId);
  const open = openOf(ours);
  return (
    <Stack gap="sm">
      {open.map((session) => (
        <SessionBar key={session.id} session={session} />
      ))}
      {plannedOf(ours).map((session) => (
        <PlannedBar key={session.id} session={session} />
      ))}
      {sessions.data && open.every(({ group_id: group }) => group !== null) ? (
        <Group>
          <StartClass courseId={courseId} course={course} quiet={open.length > 0} />
        </Group>
      ) : null}
    </Stack>
  );
}

function PlannedBar({ session }: { session: TaughtSession }) {
  const { t } = useTranslation('live-class');
  const { dateTime } = useDates();
  const { start, end } = useSessionSteps(session.id);
  const error = start.error ?? end.error;
  return (
    <div className={classes.bar}>
      <Text size="sm" className={classes.lesson}>
        <IconCalendarEvent aria-hidden size={18} />
        <span>
          {t('hold.planned', { when: dateTime(session.planned_at ?? '') })} <strong>{session.lesson_title}</strong>
          {session.group_name === null ? null : ` (${session.group_name})`}
        </span>
      </Text>
      <Button size="compact-md" loading={start.isPending} onClick={() => start.mutate()}>
        {t('hold.start_now')}
      </Button>
      <Button size="compact-md" variant="default" loading={end.isPending} onClick={() => end.mutate()}>
        {t('hold.call_off')}
      </Button>
      {error ? <ErrorState error={error} /> : null}
    </div>
  );
}
