import { Button, Card, Group, NativeSelect, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Texts } from '../api';
import { KindFields, type Kind } from '../KindFields';
import { MessageEditor, type MessageWords } from '../MessageEditor';
import { useProposeMessage, type CourseMessages } from './api';

interface NewCourseMessageProps {
  courseId: string;
  library: CourseMessages;
  onDone: () => void;
}

/** A message of the course's own: for which state and which part, which help it offers, and its words. */
export function NewCourseMessage({ courseId, library, onDone }: NewCourseMessageProps) {
  const { t } = useTranslation('administration');
  const propose = useProposeMessage(courseId);
  const [kind, setKind] = useState<Kind>({ cause: 'wrong_answers', strategy: 'hint', style: 'warm' });
  const [block, setBlock] = useState('');
  const [empty] = useState<MessageWords>(() => ({
    texts: Object.fromEntries(library.languages.map((language) => [language, ''])) as Texts,
    needs: [],
  }));
  return (
    <Card component="section" aria-labelledby="new-message-title">
      <Group justify="space-between" mb="md">
        <Title order={2} size="h3" id="new-message-title">
          {t('course_messages.new')}
        </Title>
        <Button variant="default" size="sm" onClick={onDone}>
          {t('course_messages.cancel')}
        </Button>
      </Group>
      <Stack gap="lg">
        <KindFields library={library} kind={kind} onChange={setKind}>
          <NativeSelect
            label={t('course_messages.where')}
            value={block}
            maw="100%"
            data={[
              { value: '', label: t('course_messages.anywhere') },
              ...library.blocks.map(({ id, title, lesson_title: lesson }) => ({
                value: id,
                label: t('course_messages.block', { lesson, block: title ?? t('course_messages.untitled') }),
              })),
            ]}
            onChange={(event) => setBlock(event.currentTarget.value)}
          />
        </KindFields>
        <MessageEditor
          library={library}
          cause={kind.cause}
          strategy={kind.strategy}
          messageStyle={kind.style}
          courseId={courseId}
          initial={empty}
          saving={propose.isPending}
          error={propose.error}
          saveLabel={t('course_messages.propose')}
          onSave={(words) =>
            propose.mutate({ ...kind, ...words, block_id: block === '' ? null : block }, { onSuccess: onDone })
          }
        />
      </Stack>
    </Card>
  );
}
