import { Button, Group, Modal, NativeSelect, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ErrorState } from '@/components/state/ErrorState';
import { QueryState, SkeletonLines } from '@/components/state/QueryState';
import type { Schemas } from '@/platform/api/client';
import { useZonedInput } from '@/platform/i18n/useZonedInput';
import { useCreateSession, useSessionChoices } from './useTaughtSessions';

type Choices = Schemas['SessionChoices'];

/** What the class is about, whom it is for, and whether it begins now. */
export function StartDialog({ courseId, onClose }: { courseId: string; onClose: () => void }) {
  const { t } = useTranslation('live-class');
  const choices = useSessionChoices(courseId);
  return (
    <Modal opened onClose={onClose} title={t('hold.dialog.title')} closeButtonProps={{ 'aria-label': t('app:close') }}>
      <QueryState query={choices} skeleton={<SkeletonLines count={3} />}>
        {(found) =>
          found.suggested_lesson_id === null ? (
            <Text>{t('hold.dialog.no_lesson')}</Text>
          ) : (
            <StartForm courseId={courseId} choices={found} first={found.suggested_lesson_id} onClose={onClose} />
          )
        }
      </QueryState>
    </Modal>
  );
}

interface StartFormProps {
  courseId: string;
  choices: Choices;
  first: string;
  onClose: () => void;
}

function StartForm({ courseId, choices, first, onClose }: StartFormProps) {
  const { t } = useTranslation('live-class');
  const navigate = useNavigate();
  const { fromInput, zoneNote } = useZonedInput();
  const create = useCreateSession(courseId);
  const [id] = useState(() => crypto.randomUUID()); // one class, however often it is sent
  const [lesson, setLesson] = useState(first);
  const [group, setGroup] = useState('');
  const [when, setWhen] = useState<'now' | 'later'>('now');
  const [at, setAt] = useState('');
  const plannedAt = when === 'later' ? fromInput(at) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (when === 'later' && plannedAt === null) return;
    const body = { id, lesson_id: lesson, group_id: group || null, planned_at: plannedAt };
    create.mutate(body, {
      onSuccess: () => {
        onClose();
        void navigate(`/teach/courses/${courseId}/live`);
      },
    });
  };
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <NativeSelect
          label={t('hold.dialog.lesson')}
          value={lesson}
          data={choices.lessons.map(({ id: value, title, module_title }) => ({
            value,
            label: `${module_title}: ${title}`,
          }))}
          onChange={({ currentTarget }) => setLesson(currentTarget.value)}
        />
        {choices.groups.length > 0 ? (
          <NativeSelect
            label={t('hold.dialog.group')}
            value={group}
            data={[
              { value: '', label: t('hold.dialog.everybody') },
              ...choices.groups.map(({ id: value, name: label }) => ({ value, label })),
            ]}
            onChange={({ currentTarget }) => setGroup(currentTarget.value)}
          />
        ) : null}
        <SegmentedControl
          aria-label={t('hold.dialog.when')}
          data={(['now', 'later'] as const).map((value) => ({ value, label: t(`hold.dialog.${value}`) }))}
          value={when}
          onChange={(next) => setWhen(next as 'now' | 'later')}
        />
        {when === 'later' ? (
          <TextInput
            type="datetime-local"
            label={t('hold.dialog.at')}
            description={zoneNote}
            value={at}
            required
            onChange={({ currentTarget }) => setAt(currentTarget.value)}
          />
        ) : null}
        {create.error ? <ErrorState error={create.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button
            type="submit"
            loading={create.isPending}
            disabled={when === 'later' && plannedAt === null}
            data-autofocus
          >
            {t(when === 'now' ? 'hold.dialog.start' : 'hold.dialog.plan')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
