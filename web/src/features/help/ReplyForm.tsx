import { Button, Stack, Text, Textarea } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useRef, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import { useDeviceText } from '@/platform/device-text/deviceText';
import { useReply } from './api';

/** Write an answer; what could not be sent stays in the field, and sent again it counts once. */
export function ReplyForm({ threadId }: { threadId: string }) {
  const { t } = useTranslation('help');
  const { describe } = useErrorMessage();
  const reply = useReply(threadId);
  const [text, setText] = useDeviceText(`reply.${threadId}`);
  const id = useRef(crypto.randomUUID());

  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    reply.mutate(
      { id: id.current, text },
      {
        onSuccess: () => {
          setText('');
          id.current = crypto.randomUUID();
        },
      },
    );
  };
  return (
    <Stack component="form" gap="sm" onSubmit={send}>
      <Textarea
        label={t('reply')}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {reply.error ? (
        <Text size="sm" role="alert" c="var(--danger-ink)">
          {describe(reply.error)}
        </Text>
      ) : null}
      <Button
        type="submit"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconSend size={17} aria-hidden />}
        loading={reply.isPending}
        disabled={!text.trim()}
      >
        {t('send')}
      </Button>
    </Stack>
  );
}
