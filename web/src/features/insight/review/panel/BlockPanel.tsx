import { Anchor, Button, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { QueryState } from '@/components/state/QueryState';
import { useLessonPreview } from '@/platform/lesson/preview';
import { useLessonContent, type Review, type ReviewedBlock } from '../api';
import { BlockFigures } from './BlockFigures';
import { Notes } from '../notes/Notes';
import classes from '../Review.module.css';
import { useReviewWords } from '../useReviewWords';

interface BlockPanelProps {
  review: Review;
  /** Of the part that is open; -1 for none. */
  index: number;
  onClose: () => void;
}

/** One part of the lesson: what happened there, what stands there, and the way to change it. */
export function BlockPanel({ review, index, onClose }: BlockPanelProps) {
  const { t } = useTranslation('insight');
  const words = useReviewWords();
  const block = review.blocks[index];
  return (
    <Drawer
      opened={block !== undefined}
      onClose={onClose}
      position="right"
      size="min(36rem, 100%)"
      title={block ? t('panel.title', { number: index + 1, part: words.block(block) }) : ''}
      closeButtonProps={{ 'aria-label': t('panel.close') }}
    >
      {block ? (
        <Stack gap="lg">
          <Button
            component={Link}
            to={`/teach/lessons/${review.lesson_id}#block-${block.block_id}`}
            leftSection={<IconPencil aria-hidden size={18} />}
          >
            {t('panel.edit')}
          </Button>
          <BlockFigures block={block} minimum={review.minimum} />
          <NotPassed courseId={review.course_id} block={block} />
          <Notes lessonId={review.lesson_id} blockId={block.block_id} />
          <Content review={review} blockId={block.block_id} />
        </Stack>
      ) : null}
    </Drawer>
  );
}

/** Those who have not passed a quiz, by their work alone: each leads to what the tutor can do for them. */
function NotPassed({ courseId, block }: { courseId: string; block: ReviewedBlock }) {
  const { t } = useTranslation('insight');
  const students = block.records.not_passed;
  if (students.length === 0) return null;
  return (
    <section aria-labelledby="not-passed">
      <Title order={3} size="h4" id="not-passed" mb="xs">
        {t('panel.not_passed', { count: students.length })}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('panel.not_passed_lead')}
      </Text>
      <Group gap="sm" component="ul" className={classes.list}>
        {students.map(({ user_id: id, name }) => (
          <li key={id}>
            <Anchor component={Link} to={`/teach/courses/${courseId}/students/${id}`}>
              {name}
            </Anchor>
          </li>
        ))}
      </Group>
    </section>
  );
}

function Content({ review, blockId }: { review: Review; blockId: string }) {
  const { t } = useTranslation('insight');
  const { LessonPreview } = useLessonPreview();
  const content = useLessonContent(review.lesson_id);
  return (
    <section aria-labelledby="content">
      <Title order={3} size="h4" id="content" mb="xs">
        {t('panel.content')}
      </Title>
      <QueryState query={content} errorTitle={t('panel.content_not_loaded')}>
        {({ blocks }) => (
          <div className={classes.content}>
            <LessonPreview
              lessonId={review.lesson_id}
              language={review.language}
              blocks={blocks.filter(({ id }) => id === blockId)}
              assignments={{}}
            />
          </div>
        )}
      </QueryState>
    </section>
  );
}
