import { Button, Group, Modal, NumberInput, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useZonedInput } from '@/platform/i18n/useZonedInput';
import type { LessonChange } from '../api/courses';
import { numberOrNull } from '../blocks/fields';
import type { OwnLesson } from '../types';

type Kind = 'none' | 'at' | 'after';

interface DueDialogProps {
  lesson: OwnLesson;
  opened: boolean;
  onClose: () => void;
  onChange: (change: LessonChange) => void;
}

/** Until when a lesson is due: on a day, or some days after somebody has joined. */
export function DueDialog({ lesson, opened, onClose, onChange }: DueDialogProps) {
  const { t } = useTranslation('courses');
  const { toInput, fromInput, zoneNote } = useZonedInput();
  const [kind, setKind] = useState<Kind>(lesson.due_at ? 'at' : lesson.due_after_days ? 'after' : 'none');
  const [at, setAt] = useState(toInput(lesson.due_at));
  const [days, setDays] = useState(lesson.due_after_days);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChange({ due_at: kind === 'at' ? fromInput(at) : null, due_after_days: kind === 'after' ? days : null });
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('editor.due.title', { title: lesson.title })}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          <SegmentedControl
            aria-label={t('editor.due.kind')}
            data={(['none', 'at', 'after'] as const).map((value) => ({ value, label: t(`editor.due.kinds.${value}`) }))}
            value={kind}
            onChange={(next) => setKind(next as Kind)}
          />
          {kind === 'at' ? (
            <TextInput
              type="datetime-local"
              label={t('editor.due.at')}
              description={zoneNote}
              value={at}
              onChange={({ currentTarget }) => setAt(currentTarget.value)}
            />
          ) : null}
          {kind === 'after' ? (
            <NumberInput
              label={t('editor.due.after')}
              description={t('editor.due.after_why')}
              min={1}
              max={3650}
              allowDecimal={false}
              value={days ?? ''}
              onChange={(value) => setDays(numberOrNull(value))}
            />
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button type="submit">{t('app:save')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
