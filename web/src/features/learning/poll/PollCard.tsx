import { Button, Card, Group, Radio, Stack, Text } from '@mantine/core';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { RichText } from '../blocks/RichText';
import { PollResult } from './PollResult';
import type { Poll } from './usePoll';
import classes from './Poll.module.css';

interface PollCardProps {
  poll: Poll;
  /** Whether the reader may answer: a student in a course that is not over. */
  answerable: boolean;
  pending: boolean;
  error: Error | null;
  /** Send an answer; `done` once it has arrived. */
  onAnswer: (choiceId: string, done: () => void) => void;
  onRetry?: () => void;
}

/** The question with its answers; once there is an answer of one's own, what the class says. */
export function PollCard({ poll, answerable, pending, error, onAnswer, onRetry }: PollCardProps) {
  const { t } = useTranslation('learning');
  const id = useId();
  const [chosen, setChosen] = useState(poll.own_choice_id);
  const [changing, setChanging] = useState(false);
  const asking = answerable && (poll.own_choice_id === null || changing);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen !== null) onAnswer(chosen, () => setChanging(false));
  };
  return (
    <Card>
      <div id={id} className={classes.question}>
        <RichText html={poll.question_html} />
      </div>
      {asking ? (
        <form onSubmit={submit}>
          <Stack gap="xs" role="radiogroup" aria-labelledby={id} aria-describedby={`${id}-private`}>
            {poll.choices.map(({ id: choice, html }) => (
              <Radio
                key={choice}
                name={id}
                value={choice}
                checked={chosen === choice}
                className={classes.choice}
                label={<RichText html={html} />}
                onChange={() => setChosen(choice)}
              />
            ))}
          </Stack>
          <Group mt="md" gap="md">
            <Button type="submit" loading={pending} disabled={chosen === null}>
              {t('poll.answer')}
            </Button>
            <Text id={`${id}-private`} size="sm" c="dimmed">
              {t('poll.private')}
            </Text>
          </Group>
        </form>
      ) : (
        <PollResult poll={poll} />
      )}
      {error ? <ErrorState error={error} title={t('poll.not_sent')} onRetry={onRetry} /> : null}
      {answerable && !asking ? (
        <div>
          <Button mt="md" variant="default" onClick={() => setChanging(true)}>
            {t('poll.change')}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
