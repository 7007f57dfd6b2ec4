import { Button, Collapse, Group, List, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { SupportMessage } from '../api';
import { RatingButtons } from './MessageRating';
import { useMessageAction } from './useMessageAction';
import type { SupportMessageHandle } from './useSupportMessage';

/** The message, its action, why it is shown, and the ways to answer it. */
export function MessageContent({ message, support }: { message: SupportMessage; support: SupportMessageHandle }) {
  const { t } = useTranslation('wellbeing');
  const [why, { toggle }] = useDisclosure(false);
  const whyId = useId();
  const act = useMessageAction(support);

  return (
    <Stack gap="sm">
      <Text>{message.text}</Text>
      {message.action ? (
        <Button size="sm" color="apricot.6" style={{ alignSelf: 'flex-start' }} onClick={() => act(message)}>
          {message.action.label}
        </Button>
      ) : null}
      <Group gap="xs" justify="space-between">
        <Group gap={4}>
          <Button size="compact-sm" variant="subtle" aria-expanded={why} aria-controls={whyId} onClick={toggle}>
            {t('support.why')}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => support.show('feeling')}>
            {t('correction.open')}
          </Button>
        </Group>
        <RatingButtons support={support} />
      </Group>
      <Collapse expanded={why} id={whyId}>
        <Why why={message.why} />
      </Collapse>
    </Stack>
  );
}

/** The rule that led to a message, and the evidence for it. */
export function Why({ why }: { why: SupportMessage['why'] }) {
  const { t } = useTranslation('wellbeing');
  return (
    <Stack gap={6}>
      <Text size="sm">{why.rule}</Text>
      {why.reasons.length > 0 ? (
        <List size="sm" spacing={2}>
          {why.reasons.map(({ code, text }) => (
            <List.Item key={code}>{text}</List.Item>
          ))}
        </List>
      ) : null}
      <Text size="sm" c="dimmed">
        {why.windows > 0 ? t('support.why_windows', { count: why.windows }) : t('support.why_no_windows')}
      </Text>
    </Stack>
  );
}
