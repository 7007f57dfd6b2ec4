import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconSend, IconTemplate } from '@tabler/icons-react';
import { useRef, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CrisisCard } from '@/components/crisis/CrisisCard';
import { UrgentMark } from '@/components/crisis/UrgentMark';
import { useCrisisWords } from '@/components/crisis/useCrisisWords';
import { useUrgentMark } from '@/components/crisis/useUrgentMark';
import { useErrorMessage } from '@/components/state/errorMessage';
import { useDeviceText } from '@/platform/device-text/deviceText';
import { useReply, type Conversation } from './api';

/** Write an answer; what could not be sent stays in the field, and sent again it counts once. */
export function ReplyForm({ conversation }: { conversation: Conversation }) {
  const { id: threadId, readers, first_answer: template, takes_part_as: part } = conversation;
  const student = part === 'student';
  const { t } = useTranslation('help');
  const { describe } = useErrorMessage();
  const reply = useReply(threadId);
  const [text, setText] = useDeviceText(`reply.${threadId}`);
  const crisis = useCrisisWords(student ? text : null);
  const { urgent, setUrgent, resetUrgent, decide, isDeciding } = useUrgentMark(crisis);
  const mayMark = student && conversation.urgent_at === null;
  const id = useRef(crypto.randomUUID());

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim() || isDeciding) return;
    reply.mutate(
      { id: id.current, text, urgent: mayMark && (await decide(text)) },
      {
        onSuccess: () => {
          setText('');
          resetUrgent();
          id.current = crypto.randomUUID();
        },
      },
    );
  };
  return (
    <Stack component="form" gap="sm" onSubmit={(event) => void send(event)}>
      <Textarea
        label={t('reply')}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {student ? <CrisisCard shown={crisis} /> : null}
      {mayMark ? <UrgentMark checked={urgent} onChange={setUrgent} readers={readers} /> : null}
      {template !== null && text === '' ? <Template onInsert={() => setText(template)} /> : null}
      {reply.error ? (
        <Text size="sm" role="alert" c="var(--danger-ink)">
          {describe(reply.error)}
        </Text>
      ) : null}
      <Button
        type="submit"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconSend size={17} aria-hidden />}
        loading={reply.isPending || isDeciding}
        disabled={!text.trim()}
      >
        {t('send')}
      </Button>
    </Stack>
  );
}

/** Whoever answers an urgent question first need not begin with an empty field. */
function Template({ onInsert }: { onInsert: () => void }) {
  const { t } = useTranslation('help');
  return (
    <Group gap="sm">
      <Button size="sm" variant="default" leftSection={<IconTemplate size={17} aria-hidden />} onClick={onInsert}>
        {t('urgent.template')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('urgent.template_hint')}
      </Text>
    </Group>
  );
}
