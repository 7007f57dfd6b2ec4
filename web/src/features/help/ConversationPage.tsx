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
import { locationOf } from './HelpPage';
import { MessageList } from './MessageList';
import { ReplyForm } from './ReplyForm';

/** One private conversation, with the location it is about. */
export function ConversationPage() {
  const { t } = useTranslation('help');
  const { threadId = '' } = useParams();
  const { role } = useUser();
  const conversation = useConversation(threadId);
  const title =
    conversation.data && role !== 'student' ? t('of', { name: conversation.data.student_name }) : t('question');
  return (
    <Page
      title={title}
      trail={
        <Anchor component={Link} to="/help" c="dimmed">
          {t(role === 'student' ? 'student.title' : 'tutor.title')}
        </Anchor>
      }
    >
      <QueryState query={conversation} errorTitle={t('thread_not_loaded')}>
        {(data) => <Thread conversation={data} />}
      </QueryState>
    </Page>
  );
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
      <MessageList conversation={conversation} />
      <ReplyForm threadId={conversation.id} />
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
  const { lesson_id: lesson, block_id: block } = conversation;
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <IconMapPin size={18} aria-hidden style={{ flex: 'none', marginTop: 3 }} />
      <Text>
        {conversation.course_title}
        {location && lesson ? (
          <>
            {' '}
            ·{' '}
            <Anchor component={Link} to={`/lessons/${lesson}${block ? `#block-${block}` : ''}`}>
              {location}
            </Anchor>
          </>
        ) : (
          ` · ${t('place_gone')}`
        )}
      </Text>
    </Group>
  );
}
