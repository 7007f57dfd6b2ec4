import { CloseButton, Group, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { MessageContent } from './MessageContent';
import { MessageFeeling } from './MessageFeeling';
import { MessageRating } from './MessageRating';
import { SnoozeMenu } from './menus/SnoozeMenu';
import type { SupportMessageHandle } from './SupportProvider';
import type { useMessageAction } from './useMessageAction';

const THANKS_MS = 4_000;

interface OpenMessageProps {
  support: SupportMessageHandle;
  onAct: ReturnType<typeof useMessageAction>;
  onDismiss: () => void;
}

/** What the open message says, and what can be done about it. */
export function OpenMessage({ support, onAct, onDismiss }: OpenMessageProps) {
  const { t } = useTranslation('wellbeing');
  return (
    <>
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Text size="sm" fw={600} c="var(--warm-ink)">
          {t('support.title')}
        </Text>
        <Group gap={2} wrap="nowrap">
          <SnoozeMenu onSnoozed={onDismiss} />
          <CloseButton aria-label={t('support.dismiss')} onClick={onDismiss} />
        </Group>
      </Group>
      <MessageBody support={support} onAct={onAct} />
    </>
  );
}

function MessageBody({ support, onAct }: Omit<OpenMessageProps, 'onDismiss'>) {
  const { t } = useTranslation('wellbeing');
  const { message, view, end } = support;

  useEffect(() => {
    if (view !== 'thanks') return undefined;
    const timer = setTimeout(end, THANKS_MS);
    return () => clearTimeout(timer);
  });

  if (!message) return null;
  if (view === 'feeling') return <MessageFeeling support={support} message={message} />;
  if (view === 'rating') return <MessageRating support={support} />;
  if (view === 'thanks') return <Text role="status">{t('support.thanks')}</Text>;
  return <MessageContent support={support} message={message} onAct={onAct} />;
}
