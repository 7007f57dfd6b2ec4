import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { ApiError } from '@/platform/api/errors';
import { countPractice, usePublish } from '../api/lessons';
import type { LessonBody, PublishProblem } from '../types';
import type { Place } from '../lesson/editorContext';
import { PracticeChoice } from './PracticeChoice';
import { ProblemList } from './ProblemList';
import { usePractised } from './usePractised';

interface PublishDialogProps {
  lessonId: string;
  body: LessonBody;
  opened: boolean;
  /** Nothing has been published so far. */
  first: boolean;
  onClose: () => void;
  /** Save what is unsaved; answers with the revision that is to be published, or null where it could not be saved. */
  beforePublish: () => Promise<number | null>;
  onPublished: (number: number) => void;
  onPlace: (place: Omit<Place, 'nonce'>) => void;
}

/** Let students see what was written. What is missing leads to its place. */
export function PublishDialog(props: PublishDialogProps) {
  const { lessonId, body, opened, first, onClose, beforePublish, onPublished, onPlace } = props;
  const { t } = useTranslation('courses');
  const [note, setNote] = useState('');
  const [unsaved, setUnsaved] = useState(false);
  const publish = usePublish(lessonId);
  const practised = usePractised(body, opened && !first);
  const [counted, setCounted] = useState<ReadonlySet<string>>(new Set());
  const [notCounted, setNotCounted] = useState(false);
  const problems = problemsOf(publish.error);
  const close = () => {
    publish.reset();
    setUnsaved(false);
    setNotCounted(false);
    setCounted(new Set());
    onClose();
  };
  const send = async () => {
    publish.reset();
    const revision = await beforePublish();
    setUnsaved(revision === null);
    if (revision === null) return;
    publish.mutate(
      { revision, note: note.trim() },
      {
        onSuccess: ({ number }) => {
          setNote('');
          onPublished(number);
          const chosen = practised.filter(({ id }) => counted.has(id));
          void Promise.all(chosen.map(({ id, courseId }) => countPractice(courseId, id))).then(close, () =>
            setNotCounted(true),
          );
        },
      },
    );
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('editor.publish.title')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <Stack gap="md">
        <Text>{t(first ? 'editor.publish.lead_first' : 'editor.publish.lead')}</Text>
        <Textarea
          label={t('editor.publish.comment')}
          description={t('editor.publish.comment_why')}
          autosize
          minRows={2}
          maxLength={500}
          data-autofocus
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        {practised.map((quiz) => (
          <PracticeChoice
            key={quiz.id}
            quiz={quiz}
            counts={counted.has(quiz.id)}
            onChange={(counts) =>
              setCounted(
                (before) => new Set([...before].filter((id) => id !== quiz.id).concat(counts ? [quiz.id] : [])),
              )
            }
          />
        ))}
        {notCounted ? (
          <Alert color="red" variant="light" role="alert">
            {t('editor.publish.practice.not_counted')}
          </Alert>
        ) : null}
        {problems.length > 0 ? (
          <Alert
            color="red"
            variant="light"
            role="alert"
            title={t('editor.publish.problems', { count: problems.length })}
          >
            <ProblemList
              problems={problems}
              body={body}
              onPlace={(place) => {
                close();
                onPlace(place);
              }}
            />
          </Alert>
        ) : null}
        {unsaved ? (
          <Alert color="red" variant="light" role="alert">
            {t('editor.publish.unsaved')}
          </Alert>
        ) : null}
        {publish.error && problems.length === 0 ? (
          <ErrorState error={publish.error} title={t('editor.publish.failed')} />
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('app:cancel')}
          </Button>
          <Button loading={publish.isPending} onClick={() => void send()}>
            {t('editor.publish.action')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function problemsOf(error: unknown): PublishProblem[] {
  if (!(error instanceof ApiError) || error.code !== 'not_publishable') return [];
  return error.data.problems as PublishProblem[];
}
