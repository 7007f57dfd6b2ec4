import { Button, Collapse, Group, List, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { SupportMessage } from '../api';
import { MessagePlace } from './MessagePlace';
import { MessageQuestion } from './MessageQuestion';
import { RatingButtons } from './MessageRating';
import type { SupportMessageHandle } from './SupportProvider';

const FEELINGS: ReadonlySet<SupportMessage['cause']> = new Set([
  'confused',
  'frustrated',
  'bored',
  'anxious',
  'low_mood',
  'talk',
]);

/** Whether there is anything to correct: what rests on answers and minutes says nothing about feelings. */
function supposesFeeling({ cause, why }: SupportMessage): boolean {
  return why.windows > 0 || FEELINGS.has(cause);
}

interface MessageContentProps {
  message: SupportMessage;
  support: SupportMessageHandle;
  onAct: (message: SupportMessage) => void;
}

/** The message, where it is about, its action, why it is shown, and the ways to answer it. */
export function MessageContent({ message, support, onAct }: MessageContentProps) {
  const { t } = useTranslation('wellbeing');
  const [why, { toggle }] = useDisclosure(false);
  const whyId = useId();

  return (
    <Stack gap="sm">
      <MessagePlace message={message} />
      <Text>{message.text}</Text>
      {message.action?.kind === 'check_in' ? (
        <MessageQuestion message={message} support={support} />
      ) : message.action ? (
        <Button size="sm" style={{ alignSelf: 'flex-start' }} onClick={() => onAct(message)}>
          {message.action.label}
        </Button>
      ) : null}
      <Group gap="xs" justify="space-between">
        <Group gap={4}>
          <Button size="compact-sm" variant="subtle" aria-expanded={why} aria-controls={whyId} onClick={toggle}>
            {t('support.why')}
          </Button>
          {supposesFeeling(message) ? (
            <Button size="compact-sm" variant="subtle" onClick={() => support.show('feeling')}>
              {t('correction.open')}
            </Button>
          ) : null}
        </Group>
        {message.action?.kind === 'check_in' ? null : <RatingButtons support={support} />}
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
