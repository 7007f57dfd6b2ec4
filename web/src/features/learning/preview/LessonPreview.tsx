import { Stack } from '@mantine/core';
import { useMemo } from 'react';
import type { LessonPreviewProps } from '@/platform/lesson/preview';
import { BlockFrame } from '../blocks/BlockFrame';
import { ContentLanguage } from '../contentLanguage';
import { BlockContent } from '../lesson/BlockContent';
import { PreviewAssignmentsContext, PreviewContext, WrittenQuizContext } from './previewing';

const nothing = () => null;

/** A lesson's blocks as the lesson page shows them, for who writes them: nothing is recorded. */
export function LessonPreview(props: LessonPreviewProps) {
  const { lessonId, language, blocks, assignments, unfinished = nothing } = props;
  const outline = props.outline ?? blocks.map(({ id }) => ({ id, questionIds: [] }));
  const shown = new Map(blocks.map((block) => [block.id, block]));
  const written = useMemo(() => {
    const questions = new Map(props.outline?.map(({ id, questionIds }) => [id, questionIds]));
    return { questionIds: (blockId: string) => questions.get(blockId) ?? [], unfinished };
  }, [props.outline, unfinished]);
  return (
    <ContentLanguage value={language}>
      <PreviewContext value={lessonId}>
        <PreviewAssignmentsContext value={assignments}>
          <WrittenQuizContext value={written}>
            <Stack gap={40}>
              {outline.map(({ id }) => {
                const block = shown.get(id);
                return (
                  <div key={id} data-previewed={id}>
                    {block ? (
                      <BlockFrame lessonId={lessonId} block={block}>
                        <BlockContent lessonId={lessonId} startAt={0} block={block} />
                      </BlockFrame>
                    ) : null}
                    {unfinished(id, null)}
                  </div>
                );
              })}
            </Stack>
          </WrittenQuizContext>
        </PreviewAssignmentsContext>
      </PreviewContext>
    </ContentLanguage>
  );
}
