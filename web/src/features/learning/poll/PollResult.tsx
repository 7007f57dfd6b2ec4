import { Progress, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useUser } from '@/platform/session';
import { RichText } from '../blocks/RichText';
import type { Poll } from './usePoll';
import classes from './Poll.module.css';

/** What was answered: one's own choice, and the class's counts where they may be shown. */
export function PollResult({ poll }: { poll: Poll }) {
  const { t } = useTranslation('learning');
  const { counted } = poll;
  return (
    <>
      <ul className={classes.result}>
        {poll.choices.map(({ id, html, count }) => (
          <li key={id} className={classes.line} data-own={id === poll.own_choice_id}>
            <div className={classes.words}>
              <RichText html={html} />
              {id === poll.own_choice_id ? (
                <span className={classes.own}>
                  <IconCheck size={15} aria-hidden /> {t('poll.own')}
                </span>
              ) : null}
              {count !== null && counted ? (
                <Text size="sm" className={classes.count}>
                  {t('poll.count', { count, percent: Math.round((100 * count) / counted) })}
                </Text>
              ) : null}
            </div>
            {count !== null && counted ? <Progress value={(100 * count) / counted} size="sm" aria-hidden /> : null}
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed" mt="sm">
        <WhatIsCounted poll={poll} />
      </Text>
    </>
  );
}

function WhatIsCounted({ poll }: { poll: Poll }) {
  const { t } = useTranslation('learning');
  const student = useUser().role === 'student';
  const number = poll.smallest_group;
  if (student && poll.results === 'never') return t('poll.for_tutors');
  if (poll.counted === null) return t('poll.too_few', { number });
  return t('poll.counted', { count: poll.counted, number });
}
