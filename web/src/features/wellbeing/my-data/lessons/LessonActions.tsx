import { Button, Group, Text, Title } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ConfirmButton } from '@/components/ConfirmButton';
import { ErrorState } from '@/components/state/ErrorState';
import { showUndo } from '@/components/undo/undoStore';
import { useDeleteData } from '../../api';
import { useHideLesson, type LessonTimeline } from '../api';

/** Hide a lesson from everybody else, show it again, or delete it. */
export function LessonActions({ timeline: { lesson_id: id, title, points } }: { timeline: LessonTimeline }) {
  const { t } = useTranslation('wellbeing');
  const navigate = useNavigate();
  const hide = useHideLesson(id);
  const remove = useDeleteData();
  const change = (hidden: boolean) =>
    hide.mutate(hidden, {
      onSuccess: () =>
        showUndo({
          message: t(hidden ? 'lesson_actions.now_hidden' : 'lesson_actions.shown_again'),
          undo: () => hide.mutate(!hidden),
        }),
    });
  const error = hide.error ?? remove.error;
  return (
    <section aria-labelledby="lesson-actions-title">
      <Title order={2} size="h3" id="lesson-actions-title">
        {t('lesson_actions.title')}
      </Title>
      <Text c="dimmed" mb="sm">
        {t('lesson_actions.lead')}
      </Text>
      <Group>
        <Button
          variant="default"
          leftSection={<IconEyeOff size={18} aria-hidden />}
          loading={hide.isPending}
          onClick={() => change(true)}
        >
          {t('lesson_actions.hide')}
        </Button>
        {points.some(({ hidden }) => hidden) ? (
          <Button
            variant="default"
            leftSection={<IconEye size={18} aria-hidden />}
            loading={hide.isPending}
            onClick={() => change(false)}
          >
            {t('lesson_actions.show')}
          </Button>
        ) : null}
        <ConfirmButton
          title={t('data.lesson_title')}
          question={t('data.lesson_question', { title })}
          confirmLabel={t('data.delete')}
          onConfirm={() => remove.mutate(id, { onSuccess: () => void navigate('/my-data/lessons') })}
        >
          {t('data.delete_lesson')}
        </ConfirmButton>
      </Group>
      {error ? <ErrorState error={error} /> : null}
    </section>
  );
}
