import { Alert, Button, Group, Skeleton, Stack } from '@mantine/core';
import { IconEye, IconPencil } from '@tabler/icons-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { Page } from '@/components/Page';
import { isGone, Loading, QueryState } from '@/components/state/QueryState';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useLessonPreview } from '@/platform/lesson/preview';
import { useOwnCourse } from '../api/courses';
import { useLessonDraft } from '../api/lessons';
import { outlineOf } from './outlineOf';
import { problemsAt, Unfinished } from './Unfinished';
import { usePreview } from './usePreview';
import classes from './AsStudent.module.css';

const EMPTY = { title: '', minutes: 1, blocks: [] };

/** A lesson's draft as a student would have it: quizzes can be answered, and nothing of it is kept. */
export function AsStudentPage() {
  const { t } = useTranslation('courses');
  const { lessonId = '' } = useParams();
  const navigate = useNavigate();
  const { LessonPreview } = useLessonPreview();
  const draft = useLessonDraft(lessonId);
  const course = useOwnCourse(draft.data?.course_id ?? '');
  const body = draft.data?.body ?? EMPTY;
  const preview = usePreview(lessonId, body, draft.data !== undefined);
  const failed = draft.isError ? draft : course.isError ? course : preview;
  const language = course.data?.language;
  const unfinished = (blockId: string, questionId: string | null) => {
    const shown = preview.data?.blocks.some(({ id }) => id === blockId) ?? false;
    const problems = problemsAt(preview.data?.problems ?? [], blockId, questionId, shown);
    return <Unfinished problems={problems} body={body} onPlace={() => void navigate(`/teach/lessons/${lessonId}`)} />;
  };

  return (
    <>
      <Alert
        role="region"
        aria-label={t('editor.student.label')}
        radius={0}
        color="apricot"
        variant="light"
        icon={<IconEye aria-hidden />}
        className={classes.banner}
      >
        <Group justify="space-between" gap="sm">
          <span>{t('editor.student.banner')}</span>
          <Button
            component={Link}
            to={`/teach/lessons/${lessonId}`}
            size="sm"
            variant="default"
            leftSection={<IconPencil size={17} aria-hidden />}
          >
            {t('editor.student.back')}
          </Button>
        </Group>
      </Alert>
      <Page
        width="study"
        title={titleOf()}
        titleLang={draft.data ? language : undefined}
        trail={course.data ? <span {...contentAttributes(language)}>{course.data.title}</span> : undefined}
      >
        {draft.data && course.data && preview.data ? (
          <Suspense fallback={<Loading />}>
            <div className={classes.lesson}>
              <LessonPreview
                lessonId={lessonId}
                language={language}
                blocks={preview.data.blocks}
                assignments={preview.data.assignments}
                outline={outlineOf(body)}
                unfinished={unfinished}
              />
            </div>
          </Suspense>
        ) : (
          <QueryState<unknown>
            query={failed}
            wayOn={{ to: '/teach/courses', label: t('editor.course.to_courses') }}
            skeleton={
              <Stack gap="xl">
                <Skeleton height={28} width="60%" />
                <Skeleton height={220} radius="lg" />
              </Stack>
            }
          >
            {() => null}
          </QueryState>
        )}
      </Page>
    </>
  );

  function titleOf(): string {
    if (draft.data) return draft.data.body.title || t('editor.lesson.untitled');
    return isGone(failed.error) ? t('editor.lesson.gone') : t('editor.lesson.loading');
  }
}
