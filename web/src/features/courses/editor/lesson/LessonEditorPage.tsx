import { Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Page } from '@/components/Page';
import { isGone, QueryState, SkeletonLines } from '@/components/state/QueryState';
import { useOwnCourse } from '../api/courses';
import { useLessonDraft } from '../api/lessons';
import { LessonEditor } from './LessonEditor';

/** The editor of a lesson, or why it cannot be opened. */
export function LessonEditorPage() {
  const { t } = useTranslation('courses');
  const { lessonId = '' } = useParams();
  const draft = useLessonDraft(lessonId);
  const course = useOwnCourse(draft.data?.course_id ?? '');
  if (draft.data && course.data)
    return <LessonEditor key={lessonId} lessonId={lessonId} draft={draft.data} course={course.data} />;
  const failed = draft.isError ? draft : course;
  return (
    <Page title={titleOf()} width="wide">
      <QueryState<unknown>
        query={failed}
        wayOn={{ to: '/teach/courses', label: t('editor.course.to_courses') }}
        skeleton={
          <Stack gap="xl">
            <Skeleton height={36} width="50%" />
            <Skeleton height={180} radius="lg" />
            <SkeletonLines />
          </Stack>
        }
      >
        {() => null}
      </QueryState>
    </Page>
  );

  function titleOf(): string {
    if (isGone(failed.error)) return t('editor.lesson.gone');
    return failed.isError ? t('editor.lesson.error') : t('editor.lesson.loading');
  }
}
