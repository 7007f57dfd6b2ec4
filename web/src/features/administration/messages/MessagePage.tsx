import { Alert, Anchor, Badge, Button, Group, Stack, Switch, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Page } from '@/components/Page';
import { ErrorState } from '@/components/state/ErrorState';
import { QueryState } from '@/components/state/QueryState';
import { showUndo } from '@/components/undo/undoStore';
import { useEditMessage, useLibrary, useMessage, type Library, type MessageDetail, type Texts } from './api';
import { Effect } from './Effect';
import { MessageEditor, type MessageWords } from './MessageEditor';
import { MessageHistory } from './MessageHistory';

/** One message: its words, how it was received, whether it is said, and everything that was ever changed about it. */
export function MessagePage() {
  const { t } = useTranslation('administration');
  const { messageId = '' } = useParams();
  const library = useLibrary();
  const message = useMessage(messageId);
  return (
    <Page
      title={t('messages.one')}
      width="wide"
      trail={
        <Anchor component={Link} to="/admin/support-messages" c="dimmed">
          {t('messages.title')}
        </Anchor>
      }
    >
      <QueryState query={library} errorTitle={t('messages.not_loaded')}>
        {(all) => (
          <QueryState
            query={message}
            errorTitle={t('messages.one_not_loaded')}
            wayOn={{ to: '/admin/support-messages', label: t('messages.title') }}
          >
            {(one) => <Message key={one.version} message={one} library={all} />}
          </QueryState>
        )}
      </QueryState>
    </Page>
  );
}

function Message({ message, library }: { message: MessageDetail; library: Library }) {
  const { t } = useTranslation('administration');
  const edit = useEditMessage(message.id);
  const words: MessageWords = { texts: message.texts as Texts, needs: message.needs };

  const save = (next: MessageWords) =>
    edit.mutate(
      { version: message.version, ...next },
      {
        onSuccess: (saved) =>
          showUndo({ message: t('messages.saved'), undo: () => edit.mutate({ version: saved.version, ...words }) }),
      },
    );
  return (
    <Stack gap={40}>
      <Stack gap="sm">
        <Group gap="sm">
          <Badge variant="light">{t(`messages.causes.${message.cause}`)}</Badge>
          <Badge variant="light" color="gray">
            {t(`messages.strategies.${message.strategy}`)}
          </Badge>
          <Badge variant="light" color="gray">
            {t(`messages.styles.${message.style}`)}
          </Badge>
        </Group>
        {message.course_title ? (
          <Text size="sm" c="dimmed">
            {[message.course_title, message.block_title].filter(Boolean).join(' · ')}
          </Text>
        ) : null}
        {message.approved ? null : (
          <Alert color="apricot" title={t('messages.awaiting.title')}>
            <Text mb="sm">{t('messages.awaiting.text', { course: message.course_title })}</Text>
            <Button
              size="sm"
              loading={edit.isPending}
              onClick={() => edit.mutate({ version: message.version, approved: true })}
            >
              {t('messages.awaiting.approve')}
            </Button>
          </Alert>
        )}
        {message.history[0]?.change === 'claimed_too_much' ? (
          <Alert color="apricot" title={t('messages.claimed_too_much.title')}>
            {t('messages.claimed_too_much.text')}
          </Alert>
        ) : null}
        <Effect effect={message.effect} k={library.k} />
        <Switch
          size="md"
          checked={message.active}
          disabled={edit.isPending}
          label={t('messages.active.label')}
          description={t('messages.active.meaning')}
          onChange={(event) => edit.mutate({ version: message.version, active: event.currentTarget.checked })}
        />
        {edit.error && edit.variables.texts === undefined ? (
          <ErrorState error={edit.error} title={t('messages.editor.not_saved')} />
        ) : null}
      </Stack>
      <section aria-labelledby="words">
        <Title order={2} size="h3" id="words" mb="sm">
          {t('messages.editor.title')}
        </Title>
        <MessageEditor
          library={library}
          cause={message.cause}
          strategy={message.strategy}
          messageStyle={message.style}
          courseId={message.course_id ?? undefined}
          initial={words}
          saving={edit.isPending}
          error={edit.variables?.texts ? edit.error : null}
          saveLabel={t('messages.editor.save')}
          onSave={save}
        />
      </section>
      <MessageHistory message={message} languages={library.languages} />
    </Stack>
  );
}
