import { Button, Text } from '@mantine/core';
import { IconCircleCheck, IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import { useLessonLocation } from '@/platform/lesson/signals';
import { useCalls, useFollowedCalls, usePutAnswerAway, useTakeBackCalls, type OwnCall } from './api';
import { WayBackNotice } from '../lost/WayBackNotice';
import { answeredCalls, openHands, locationOf } from './openCalls';
import classes from './CallNotices.module.css';

/** Under the header of every page: the answer to a call for help, and outside of lessons the hand that is up. */
export function CallNotices() {
  useFollowedCalls();
  const calls = useCalls().data ?? [];
  const location = useLessonLocation();
  const answered = location?.inGradedQuiz ? [] : answeredCalls(calls); // it waits until the quiz is over
  const hands = location === null ? openHands(calls) : []; // a lesson shows it among its own tools
  return (
    <div role="status">
      <WayBackNotice />
      {answered.map((call) => (
        <Answered key={call.id} call={call} />
      ))}
      {hands.length > 0 ? <HandUp hands={hands} /> : null}
    </div>
  );
}

function Answered({ call }: { call: OwnCall }) {
  const { t } = useTranslation('wellbeing');
  const putAway = usePutAnswerAway();
  const location = locationOf(call);
  const by = call.answer?.by_name ?? t('calls.tutor');
  return (
    <div className={classes.notice} data-tone="answered">
      <IconCircleCheck aria-hidden size={20} stroke={1.7} />
      <Text size="sm" className={classes.words}>
        {t(`calls.${call.answer?.kind ?? 'answered'}.${call.kind}`, { name: by })}
        {location ? (
          <Text span size="sm" c="dimmed">
            {' '}
            {location}
          </Text>
        ) : null}
      </Text>
      <Button size="compact-md" variant="default" loading={putAway.isPending} onClick={() => putAway.mutate(call.id)}>
        {t('calls.put_away')}
      </Button>
    </div>
  );
}

function HandUp({ hands }: { hands: readonly OwnCall[] }) {
  const { t } = useTranslation('wellbeing');
  const { time } = useDates();
  const lower = useTakeBackCalls();
  const newest = hands.at(-1)!;
  const location = locationOf(newest);
  return (
    <div className={classes.notice}>
      <IconHandStop aria-hidden size={20} stroke={1.7} />
      <Text size="sm" className={classes.words}>
        {t('hand.up', { time: time(newest.at) })}
        {location ? (
          <Text span size="sm" c="dimmed">
            {' '}
            {location}
          </Text>
        ) : null}
      </Text>
      <Button
        size="compact-md"
        variant="default"
        loading={lower.isPending}
        onClick={() => lower.mutate(hands.map(({ id }) => id))}
      >
        {t('hand.lower')}
      </Button>
    </div>
  );
}
