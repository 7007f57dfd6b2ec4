import { Button, Group, Title, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCircleCheckFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useLessonSlots } from '@/platform/lesson/slots';
import { useUser } from '@/platform/session';
import type { Block } from '../api';
import { useContentLanguage } from '../contentLanguage';
import { useProgress } from '../progress/ProgressProvider';
import { blockAttributes } from '../progress/useBlockViews';
import { BlockHelp } from './BlockHelp';
import { useBlockTitle } from './blockTitle';
import classes from './BlockFrame.module.css';

/** What every block has: a heading, a mark, hints and an example where there are some, and what other features add. */
export function BlockFrame({ lessonId, block, children }: { lessonId: string; block: Block; children: ReactNode }) {
  const { t } = useTranslation('learning');
  const { BlockActions, BlockNotes } = useLessonSlots();
  const title = useBlockTitle()(block);
  const lang = useContentLanguage();
  const heading = (
    <Title order={2} {...contentAttributes(block.title ? lang : undefined)}>
      {title}
    </Title>
  );
  return (
    <section id={`block-${block.id}`} className={classes.block} aria-label={title} {...blockAttributes(block.id)}>
      <Group gap="sm" mb="sm" wrap="nowrap" align="center">
        {block.title ? heading : <VisuallyHidden>{heading}</VisuallyHidden>}
        {block.completed ? (
          <IconCircleCheckFilled size={20} role="img" aria-label={t('block.completed')} className={classes.mark} />
        ) : null}
      </Group>
      {children}
      <div className={classes.foot}>
        <BlockHelp blockId={block.id} hints={block.hints} example={block.example} />
        <ReadMark lessonId={lessonId} block={block} />
        <div className={classes.actions}>
          <BlockActions lessonId={lessonId} blockId={block.id} />
        </div>
      </div>
      <BlockNotes lessonId={lessonId} blockId={block.id} />
    </section>
  );
}

/** For who reads faster than expected, or knew it before: the student's own word that a text is read. */
function ReadMark({ lessonId, block }: { lessonId: string; block: Block }) {
  const { t } = useTranslation('learning');
  const { role } = useUser();
  const { record } = useProgress();
  if (role !== 'student' || block.kind !== 'markdown' || block.completed) return null;
  return (
    <Button
      size="compact-md"
      variant="subtle"
      color="gray"
      leftSection={<IconCheck size={17} aria-hidden />}
      onClick={() => record({ lessonId, blockId: block.id, status: 'completed' })}
    >
      {t('block.read')}
    </Button>
  );
}
