import { Button, Skeleton, Stack } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { isGone, QueryState, SkeletonLines } from '@/components/state/QueryState';
import { ApiError } from '@/platform/api/errors';
import { useLesson } from '../api';
import { LessonView } from './LessonView';

/** A lesson, or why it cannot be shown. */
export function LessonPage() {
  const { t } = useTranslation('learning');
  const { lessonId = '' } = useParams();
  const lesson = useLesson(lessonId);

  if (lesson.data) return <LessonView key={lessonId} lesson={lesson.data} />;
  if (lesson.error instanceof ApiError && lesson.error.code === 'lesson_locked')
    return <LockedLesson error={lesson.error} />;
  return (
    <Page title={titleOf()}>
      <QueryState
        query={lesson}
        wayOn={{ to: '/courses', label: t('lesson.gone_action') }}
        skeleton={
          <Stack gap="xl">
            <Skeleton height={28} width="60%" />
            <SkeletonLines count={6} />
          </Stack>
        }
      >
        {() => null}
      </QueryState>
    </Page>
  );

  function titleOf(): string {
    if (isGone(lesson.error)) return t('lesson.gone_title');
    return lesson.isError ? t('lesson.error') : t('lesson.loading');
  }
}

function LockedLesson({ error }: { error: ApiError }) {
  const { t } = useTranslation('learning');
  const first = String(error.data.prerequisite_id);
  return (
    <Page title={t('lesson.locked_title')}>
      <EmptyState
        icon={IconLock}
        title={t('lesson.locked_lead')}
        action={
          <Button component={Link} to={`/lessons/${first}`}>
            {t('lesson.locked_action')}
          </Button>
        }
      />
    </Page>
  );
}
