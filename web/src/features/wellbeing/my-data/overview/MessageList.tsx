import { Badge, Card, Collapse, Group, Stack, Text, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import type { OwnData } from '../../api';
import { Why } from '../../support/MessageContent';

/** The messages that were shown, what the student answered, and why they came. */
export function MessageList({ messages }: { messages: OwnData['support_messages'] }) {
  const newest = messages.toSorted((a, b) => b.sent_at.localeCompare(a.sent_at));
  return (
    <Stack gap="sm">
      {newest.map((message) => (
        <Message key={message.id} message={message} />
      ))}
    </Stack>
  );
}

function Message({ message }: { message: OwnData['support_messages'][number] }) {
  const { t } = useTranslation('wellbeing');
  const { dateTime } = useDates();
  const [opened, { toggle }] = useDisclosure(false);
  const id = useId();
  return (
    <Card padding="md">
      <Text>{message.text}</Text>
      <Text size="sm" mt={4}>
        {t(`messages.causes.${message.cause}`)}
        {message.block_title ? ` · ${t('messages.about', { block: message.block_title })}` : null}
        {message.action ? ` · ${message.action.label}` : null}
      </Text>
      <Group gap="sm" mt="xs">
        <Text size="sm" c="dimmed">
          {dateTime(message.sent_at)}
        </Text>
        {message.response ? (
          <Badge variant="light" color="gray">
            {t(`messages.responses.${message.response}`)}
          </Badge>
        ) : null}
        <Button size="compact-sm" variant="subtle" aria-expanded={opened} aria-controls={id} onClick={toggle}>
          {t('messages.why')}
        </Button>
      </Group>
      <Collapse expanded={opened} id={id}>
        <Why why={message.why} />
      </Collapse>
    </Card>
  );
}
