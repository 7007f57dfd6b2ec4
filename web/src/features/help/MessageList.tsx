import { Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TextWithPhones } from '@/components/phone/TextWithPhones';
import { useDates } from '@/platform/i18n/dates';
import { useUser } from '@/platform/session';
import type { Conversation, HelpMessage } from './api';
import classes from './Help.module.css';

/** Everything written in a conversation, and what the student chose to say about how they felt. */
export function MessageList({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('help');
  return (
    <Stack
      component="ol"
      gap="sm"
      p={0}
      m={0}
      aria-label={t('messages')}
      aria-live="polite"
      className={classes.messages}
    >
      {conversation.messages.map((message, index) => (
        <li key={message.id} className={classes.message} data-mine={message.mine}>
          <Message message={message} feeling={index === 0 ? conversation.feeling : null} />
        </li>
      ))}
    </Stack>
  );
}

function Message({ message, feeling }: { message: HelpMessage; feeling: Conversation['feeling'] }) {
  const { t } = useTranslation('help');
  const { dateTime } = useDates();
  const mark = useUser().role === 'student' ? t('app:tutor.your') : t('tutor_mark');
  return (
    <Paper withBorder radius="lg" p="md" className={classes.bubble}>
      <Text size="sm" c="dimmed">
        <Text span fw={600} c="var(--ink)">
          {message.author_name}
        </Text>
        {message.from_tutor ? ` · ${mark}` : ''} · {dateTime(message.sent_at)}
      </Text>
      <Text mt={4} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        <TextWithPhones text={message.text} />
      </Text>
      {feeling ? (
        <Text size="sm" mt="xs" c="var(--warm-ink)">
          {t('feeling', { feeling: t(`wellbeing:feelings.${feeling}`) })}
        </Text>
      ) : null}
    </Paper>
  );
}
