import { Badge, Button, Card, Group, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import type { Texts } from '../api';
import { statusOf, STATUS_COLOURS, textIn } from '../filter';
import { MessageEditor, type MessageWords } from '../MessageEditor';
import { useEditCourseMessage, type CourseMessage, type CourseMessages } from './api';

interface CourseMessageCardProps {
  courseId: string;
  library: CourseMessages;
  message: CourseMessage;
}

/** One message of a course: what it says, where it stands, and the ways to change it. */
export function CourseMessageCard({ courseId, library, message }: CourseMessageCardProps) {
  const { t } = useTranslation('administration');
  const edit = useEditCourseMessage(courseId, message.id);
  const [editing, setEditing] = useState(false);
  const status = statusOf(message);
  const locked = library.switched_off.includes(message.id);
  const words: MessageWords = { texts: message.texts as Texts, needs: message.needs };
  return (
    <Card>
      <Stack gap="sm">
        <Group gap="sm">
          <Badge variant="light" color={STATUS_COLOURS[status]}>
            {t(`messages.statuses.${status}`)}
          </Badge>
          <Text size="sm" c="dimmed">
            {t(`messages.causes.${message.cause}`)} · {t(`messages.strategies.${message.strategy}`)}
            {message.block_title ? ` · ${message.block_title}` : ''}
          </Text>
        </Group>
        {library.languages
          .filter((language) => textIn(message, language) !== '')
          .map((language) => (
            <Text key={language} lang={language} style={{ overflowWrap: 'anywhere' }}>
              {textIn(message, language)}
            </Text>
          ))}
        {edit.error && edit.variables.texts === undefined ? (
          <ErrorState error={edit.error} title={t('messages.editor.not_saved')} />
        ) : null}
        <Group gap="md" align="flex-start">
          <Switch
            checked={message.active}
            disabled={edit.isPending || locked}
            label={t('messages.active.label')}
            description={locked ? t('course_messages.locked') : undefined}
            onChange={(event) => edit.mutate({ version: message.version, active: event.currentTarget.checked })}
          />
          <Button variant="default" size="sm" aria-expanded={editing} onClick={() => setEditing(!editing)}>
            {t(editing ? 'course_messages.cancel' : 'course_messages.edit')}
          </Button>
        </Group>
        {editing ? (
          <MessageEditor
            library={library}
            cause={message.cause}
            strategy={message.strategy}
            messageStyle={message.style}
            courseId={courseId}
            initial={words}
            saving={edit.isPending}
            error={edit.variables?.texts ? edit.error : null}
            saveLabel={t('course_messages.propose')}
            onSave={(next) => edit.mutate({ version: message.version, ...next })}
          />
        ) : null}
      </Stack>
    </Card>
  );
}
