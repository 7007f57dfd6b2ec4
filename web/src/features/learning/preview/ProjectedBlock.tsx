import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { QueryState, SkeletonLines } from '@/components/state/QueryState';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useLesson, type Block } from '../api';
import { useBlockTitle } from '../blocks/blockTitle';
import { ContentLanguage } from '../contentLanguage';
import { BlockContent } from '../lesson/BlockContent';
import { PreviewContext } from './previewing';

/** A block before a class: what stands in the lesson, and nothing of anybody's work. What is answered here is thrown away. */
export function ProjectedBlock({ lessonId, blockId }: { lessonId: string; blockId: string }) {
  const { t } = useTranslation('learning');
  const query = useLesson(lessonId);
  return (
    <QueryState query={query} skeleton={<SkeletonLines count={6} />}>
      {(lesson) => {
        const block = lesson.blocks.find(({ id }) => id === blockId);
        return block ? (
          <ContentLanguage value={lesson.language}>
            <PreviewContext value={lessonId}>
              <Projected key={blockId} lessonId={lessonId} language={lesson.language} block={withoutResults(block)} />
            </PreviewContext>
          </ContentLanguage>
        ) : (
          <Text size="lg">{t('block.not_there')}</Text>
        );
      }}
    </QueryState>
  );
}

function Projected({ lessonId, language, block }: { lessonId: string; language: string; block: Block }) {
  const { t } = useTranslation('learning');
  const titleOf = useBlockTitle();
  return (
    <Stack gap="md">
      <Title order={2} {...contentAttributes(block.name ? language : undefined)}>
        {titleOf(block)}
      </Title>
      {block.kind === 'assignment' ? (
        <Text size="lg">{t('block.in_your_lesson')}</Text>
      ) : (
        <BlockContent lessonId={lessonId} block={block} startAt={0} />
      )}
    </Stack>
  );
}

/** What the class has answered so far is not for the wall. */
function withoutResults(block: Block): Block {
  if (!block.poll) return block;
  const choices = block.poll.choices.map((choice) => ({ ...choice, count: null }));
  return { ...block, poll: { ...block.poll, counted: null, choices } };
}
