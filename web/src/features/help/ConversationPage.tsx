import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconMapPin, IconRotate } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Page } from '@/components/Page';
import { useErrorMessage } from '@/components/state/errorMessage';
import { QueryState } from '@/components/state/QueryState';
import { useUser } from '@/platform/session';
import { useConversation, useMarkRead, useSettle, type Conversation } from './api';
import { locationOf } from './location';
import { MessageList } from './MessageList';
import { Readers } from './Readers';
import { ReplyForm } from './ReplyForm';

/** One private conversation, with the location it is about. */
export function ConversationPage() {
  const { t } = useTranslation('help');
  const { threadId = '' } = useParams();
  const { role } = useUser();
  const conversation = useConversation(threadId);
  const title = useTitle(conversation.data, role === 'student');
  return (
    <Page
      title={title}
      trail={
        <Anchor component={Link} to="/help" c="dimmed">
          {t(role === 'student' ? 'student.title' : 'tutor.title')}
        </Anchor>
      }
    >
      <QueryState
        query={conversation}
        errorTitle={t('thread_not_loaded')}
        wayOn={{ to: '/help', label: t(role === 'student' ? 'student.title' : 'tutor.title') }}
      >
        {(data) => <Thread conversation={data} />}
      </QueryState>
    </Page>
  );
}

/** A student's question, or what a tutor has written to a student. */
function useTitle(conversation: Conversation | undefined, student: boolean): string {
  const { t } = useTranslation('help');
  if (!conversation) return t('question');
  const { opened_by_name: by, student_name: name } = conversation;
  if (by === null) return student ? t('question') : t('of', { name });
  return student ? t('from', { name: by }) : t('to', { name });
}

function Thread({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('help');
  const { describe } = useErrorMessage();
  const settle = useSettle(conversation.id);
  const settled = conversation.settled_at !== null;
  useSeen(conversation);
  return (
    <Stack gap="lg">
      <LocationLine conversation={conversation} />
      <Readers conversation={conversation} />
      <MessageList conversation={conversation} />
      <ReplyForm conversation={conversation} />
      <Group gap="sm">
        <Button
          variant="default"
          size="sm"
          loading={settle.isPending}
          leftSection={settled ? <IconRotate size={17} aria-hidden /> : <IconCheck size={17} aria-hidden />}
          onClick={() => settle.mutate(!settled)}
        >
          {settled ? t('reopen') : t('settle')}
        </Button>
        <Text size="sm" role="status" c={settle.error ? 'var(--danger-ink)' : 'dimmed'}>
          {settle.error ? describe(settle.error) : settled ? t('is_settled') : ''}
        </Text>
      </Group>
    </Stack>
  );
}

/** What is on the screen has been seen. */
function useSeen({ id, unread }: Conversation): void {
  const { mutate } = useMarkRead();
  useEffect(() => {
    if (unread > 0) mutate(id);
  }, [id, unread, mutate]);
}

function LocationLine({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('help');
  const location = locationOf(conversation);
  const { lesson_id: lesson, block_id: block, takes_part_as: part } = conversation;
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <IconMapPin size={18} aria-hidden style={{ flex: 'none', marginTop: 3 }} />
      <Text>
        {conversation.course_title}
        {conversation.opened_by_name === null ? ' · ' : null}
        {conversation.opened_by_name !== null ? null : location === null || lesson === null ? (
          t('place_gone')
        ) : part === 'urgent_contact' ? (
          location
        ) : (
          <Anchor component={Link} to={`/lessons/${lesson}${block ? `#block-${block}` : ''}`}>
            {location}
          </Anchor>
        )}
      </Text>
    </Group>
  );
}
