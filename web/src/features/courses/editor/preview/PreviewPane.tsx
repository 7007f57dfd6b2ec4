import { Text, Title } from '@mantine/core';
import { Suspense, useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { Loading } from '@/components/state/QueryState';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useLessonPreview } from '@/platform/lesson/preview';
import type { Place } from '../lesson/editorContext';
import type { LessonBody } from '../types';
import { outlineOf } from './outlineOf';
import { showPlace, type PlaceEdited } from './placeEdited';
import { problemsAt, Unfinished } from './Unfinished';
import { usePreview } from './usePreview';
import classes from '../lesson/Lesson.module.css';

interface PreviewPaneProps {
  lessonId: string;
  language: string | undefined;
  body: LessonBody;
  /** Where the author writes; the preview follows. */
  edited: PlaceEdited;
  onPlace: (place: Omit<Place, 'nonce'>) => void;
}

/** The lesson as students will see it, by the server's own renderer and the lesson page's own parts. */
export function PreviewPane({ lessonId, language, body, edited, onPlace }: PreviewPaneProps) {
  const { t } = useTranslation('courses');
  const { LessonPreview } = useLessonPreview();
  const preview = usePreview(lessonId, body, true);
  const pane = useRef<HTMLDivElement>(null);
  const { data } = preview;

  const follow = useCallback(() => {
    const scroller = pane.current?.parentElement;
    if (scroller && edited.place) showPlace(scroller, edited.place);
  }, [edited]);
  useEffect(() => edited.subscribe(follow), [edited, follow]);
  // What has just been rendered may have moved the place, and a preview that was just opened begins there.
  useEffect(() => {
    if (data) follow();
  }, [data, follow]);

  const outline = useMemo(() => outlineOf(body), [body]);
  const unfinished = useCallback(
    (blockId: string, questionId: string | null) => {
      const shown = data?.blocks.some(({ id }) => id === blockId) ?? false;
      const problems = problemsAt(data?.problems ?? [], blockId, questionId, shown);
      return <Unfinished problems={problems} body={body} onPlace={onPlace} />;
    },
    [data, body, onPlace],
  );

  return (
    <div ref={pane} className={classes.previewPaper}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('editor.preview.lead')}
      </Text>
      <Title order={2} size="h1" mb="lg" {...contentAttributes(language)}>
        {body.title}
      </Title>
      {preview.error && !data ? (
        <ErrorState error={preview.error} title={t('editor.preview.error')} onRetry={() => void preview.refetch()} />
      ) : null}
      <Suspense fallback={<Loading />}>
        {data ? (
          <LessonPreview
            lessonId={lessonId}
            language={language}
            blocks={data.blocks}
            assignments={data.assignments}
            outline={outline}
            unfinished={unfinished}
          />
        ) : preview.error ? null : (
          <Loading />
        )}
      </Suspense>
    </div>
  );
}
