import { Button, Group, Modal, Text, Textarea } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { useErrorMessage } from '@/components/state/errorMessage';
import { SteadyText } from '@/components/state/SteadyText';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useDates } from '@/platform/i18n/dates';
import { useContentLanguage } from '../contentLanguage';
import { countWords } from '../quiz/fields/words';
import { FileField } from '../uploads/FileField';
import type { Assignment, AssignmentDraft } from '../work/types';
import { timingOf } from './late';
import { useHandIn } from './useAssignment';
import { useAssignmentDraft } from './useAssignmentDraft';

const LONGEST = 20_000; // characters, as the server takes them

interface AssignmentFormProps {
  lessonId: string;
  blockId: string;
  assignment: Assignment;
  draft: AssignmentDraft;
  dueAt: string | null;
  onHandedIn: () => void;
  onCancel: (() => void) | undefined;
}

/** Write, add files, hand in. What is written is saved as it is written. */
export function AssignmentForm(props: AssignmentFormProps) {
  const { lessonId, blockId, assignment, dueAt, onHandedIn, onCancel } = props;
  const { t } = useTranslation('learning');
  const { dateTime } = useDates();
  const lang = useContentLanguage();
  const id = useId();
  const draft = useAssignmentDraft(blockId, props.draft);
  const handIn = useHandIn(lessonId, blockId);
  const handInId = useRef<string | null>(null);
  /** Since when the student is asked whether to hand in, in milliseconds. */
  const [asked, setAsked] = useState<number | null>(null);
  const { accepts } = assignment;
  const hasText = draft.text.trim() !== '';
  const hasFiles = draft.files.length > 0;
  const empty = !hasText && !hasFiles;
  const words = t('quiz.words.count', { count: countWords(draft.text) });
  const files = t('assignment.file_count', { count: draft.files.length });
  const late = timingOf(assignment, dueAt, asked ?? 0) !== 'in_time';

  const send = () => {
    setAsked(null);
    handInId.current ??= crypto.randomUUID();
    handIn.mutate(
      { id: handInId.current, text: draft.text, file_ids: draft.files.map((file) => file.id) },
      {
        onSuccess: () => {
          handInId.current = null;
          draft.clear();
          onHandedIn();
        },
      },
    );
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(Date.now());
      }}
    >
      {accepts === 'files' ? null : (
        <>
          <Textarea
            label={t('assignment.text')}
            autosize
            minRows={8}
            maxRows={28}
            size="md"
            maxLength={LONGEST}
            value={draft.text}
            onChange={(event) => draft.write(event.currentTarget.value)}
            {...contentAttributes(lang)}
          />
          <Text size="sm" c="dimmed" mt={4}>
            {words}
          </Text>
        </>
      )}
      {accepts === 'text' ? null : (
        <>
          <Text id={`${id}-files`} fw={500} mt="md" mb={6}>
            {t('assignment.files')}
          </Text>
          <FileField
            path={`/api/v1/assignments/${blockId}/files`}
            files={draft.files}
            maxFiles={assignment.max_files}
            labelledBy={`${id}-files`}
            onUploaded={(file) => draft.setFiles([...draft.files, file])}
            onRemove={(file) => draft.setFiles(draft.files.filter((other) => other.id !== file.id))}
          />
        </>
      )}
      <Group mt="lg" gap="md">
        <Button type="submit" disabled={empty} loading={handIn.isPending}>
          {t('assignment.hand_in')}
        </Button>
        {onCancel ? (
          <Button variant="subtle" color="gray" onClick={onCancel}>
            {t('assignment.not_again')}
          </Button>
        ) : null}
        <SaveLine draft={draft} begun={!empty} />
      </Group>
      {handIn.error ? <ErrorState error={handIn.error} title={t('assignment.not_sent')} onRetry={send} /> : null}
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={t('assignment.ask.title')}
        closeButtonProps={{ 'aria-label': t('quiz.hand_in.continue') }}
      >
        <Text>
          {hasText && hasFiles
            ? t('assignment.ask.what', { words, files })
            : t('assignment.ask.only', { work: hasFiles ? files : words })}
        </Text>
        {late && dueAt ? (
          <Text mt="sm" c="var(--warm-ink)">
            {t('assignment.ask.late', { when: dateTime(dueAt) })}{' '}
            {assignment.late === 'penalty'
              ? t('assignment.late.penalty', { percent: assignment.percent_per_day })
              : null}
          </Text>
        ) : null}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={() => setAsked(null)} data-autofocus>
            {t('quiz.hand_in.continue')}
          </Button>
          <Button onClick={send}>{t('assignment.hand_in')}</Button>
        </Group>
      </Modal>
    </form>
  );
}

function SaveLine({ draft, begun }: { draft: ReturnType<typeof useAssignmentDraft>; begun: boolean }) {
  const { t } = useTranslation('learning');
  const { describe } = useErrorMessage();
  const { status, error } = draft;
  const words = () => {
    if (!begun && status === 'saved') return null;
    return status === 'refused'
      ? t('quiz.draft.refused', { reason: describe(error) })
      : t(`assignment.draft.${status}`);
  };
  return (
    <SteadyText
      room={[t('assignment.draft.saved'), t('assignment.draft.saving'), t('assignment.draft.waiting')]}
      color={status === 'waiting' || status === 'refused' ? 'var(--warm-ink)' : 'dimmed'}
    >
      {words()}
    </SteadyText>
  );
}
