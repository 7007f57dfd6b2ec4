import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMessage, IconSend } from '@tabler/icons-react';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import { useDeviceText } from '@/platform/device-text/deviceText';
import type { Recipient } from '@/platform/student/slots';
import { useWriteToStudents } from '../api';

interface WriteToStudentsProps {
  courseId: string;
  recipients: readonly Recipient[];
}

/** A button that opens a message to one student or several; each of them reads it in private. */
export function WriteToStudents({ courseId, recipients }: WriteToStudentsProps) {
  const { t } = useTranslation('help');
  const [opened, { open, close }] = useDisclosure(false);
  const [sent, setSent] = useState<number | null>(null);
  const count = recipients.length;
  const name = recipients[0]?.name;
  return (
    <Group gap="sm">
      <Text size="sm" role="status" c="dimmed">
        {sent === null ? '' : t('write.sent', { count: sent })}
      </Text>
      <Button
        leftSection={<IconMessage size={18} aria-hidden />}
        onClick={() => {
          setSent(null);
          open();
        }}
      >
        {t('write.open', { count, name })}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('write.open', { count, name })}
        closeButtonProps={{ 'aria-label': t('app:close') }}
      >
        <MessageForm
          courseId={courseId}
          recipients={recipients}
          onSent={() => {
            setSent(count);
            close();
          }}
        />
      </Modal>
    </Group>
  );
}

/** What could not be sent stays in the field, and sent again it reaches each of them once. */
function MessageForm({ courseId, recipients, onSent }: WriteToStudentsProps & { onSent: () => void }) {
  const { t } = useTranslation('help');
  const { describe } = useErrorMessage();
  const write = useWriteToStudents(courseId);
  const [text, setText] = useDeviceText(`write.${courseId}.${recipients.map(({ id }) => id).join()}`);
  const id = useRef(crypto.randomUUID());
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    const students = recipients.map((each) => each.id);
    write.mutate(
      { id: id.current, student_ids: students, text },
      {
        onSuccess: () => {
          setText('');
          onSent();
        },
      },
    );
  };
  return (
    <Stack component="form" gap="md" onSubmit={send}>
      <Text size="sm" c="dimmed">
        {recipients.length === 1 ? t('write.private_one') : t('write.private_several')}
      </Text>
      {recipients.length > 1 ? (
        <Text size="sm">{t('write.to', { names: recipients.map(({ name }) => name).join(', ') })}</Text>
      ) : null}
      <Textarea
        label={t('write.text')}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={4000}
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {write.error ? (
        <Text size="sm" role="alert" c="var(--danger-ink)">
          {describe(write.error)}
        </Text>
      ) : null}
      <Button
        type="submit"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconSend size={17} aria-hidden />}
        loading={write.isPending}
        disabled={!text.trim()}
      >
        {t('send')}
      </Button>
    </Stack>
  );
}
