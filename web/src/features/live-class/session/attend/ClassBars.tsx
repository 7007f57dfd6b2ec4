import { Button, Text } from '@mantine/core';
import { IconCalendarEvent, IconPresentation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useDates } from '@/platform/i18n/dates';
import type { LiveSession } from '../sessions';
import { stepAway } from './away';
import classes from './ClassBars.module.css';

interface ClassBarsProps {
  sessions: readonly LiveSession[];
  /** That of the lesson that is open. */
  here: LiveSession | undefined;
  /** The id of the one that the student has stepped away from. */
  away: string | null;
}

/** A line for each class: the way in, or in its lesson the way out of step and back. */
export function ClassBars({ sessions, here, away }: ClassBarsProps) {
  return sessions.map((session) => (
    <div key={session.id} className={classes.bar} data-state={session.state}>
      {session.state === 'planned' ? (
        <Planned session={session} />
      ) : session.id === here?.id ? (
        <InClass session={session} away={session.id === away} />
      ) : (
        <Elsewhere session={session} />
      )}
    </div>
  ));
}

function Elsewhere({ session }: { session: LiveSession }) {
  const { t } = useTranslation('live-class');
  return (
    <>
      <IconPresentation aria-hidden size={20} stroke={1.7} />
      <Text size="sm" className={classes.words}>
        {t('attend.on')} <Lesson session={session} />
      </Text>
      <Button
        component={Link}
        to={`/lessons/${session.lesson_id}`}
        size="compact-md"
        onClick={() => stepAway(null)}
        aria-label={t('attend.join_lesson', { lesson: session.lesson_title })}
      >
        {t('attend.join')}
      </Button>
    </>
  );
}

function InClass({ session, away }: { session: LiveSession; away: boolean }) {
  const { t } = useTranslation('live-class');
  const alone = session.pace === 'own';
  return (
    <>
      <IconPresentation aria-hidden size={20} stroke={1.7} />
      <Text size="sm" className={classes.words}>
        {t(alone ? 'attend.own_pace' : away ? 'attend.away' : 'attend.following')}
      </Text>
      {alone ? null : (
        <Button
          size="compact-md"
          variant={away ? 'filled' : 'default'}
          onClick={() => stepAway(away ? null : session.id)}
        >
          {t(away ? 'attend.back' : 'attend.step_away')}
        </Button>
      )}
    </>
  );
}

function Planned({ session }: { session: LiveSession }) {
  const { t } = useTranslation('live-class');
  const { dateTime } = useDates();
  return (
    <>
      <IconCalendarEvent aria-hidden size={20} stroke={1.7} />
      <Text size="sm" className={classes.words}>
        {t('attend.planned', { when: dateTime(session.planned_at ?? '') })} <Lesson session={session} />
      </Text>
    </>
  );
}

function Lesson({ session }: { session: LiveSession }) {
  return (
    <strong {...contentAttributes(session.language)}>
      {session.lesson_title}
      {session.group_name === null ? null : ` (${session.group_name})`}
    </strong>
  );
}
