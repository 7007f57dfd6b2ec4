import { Group, Title, VisuallyHidden } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLessonSlots } from '@/app/lessonSlots';
import { contentAttributes } from '@/components/contentLanguage';
import type { Block } from '../api';
import { blockAttributes } from '../useReading';
import { useContentLanguage } from '../contentLanguage';
import { BlockHelp } from './BlockHelp';
import { useBlockTitle } from './blockTitle';
import classes from './BlockFrame.module.css';

/** What every block has: a heading, a mark, hints and an example where there are some, and what other features add. */
export function BlockFrame({ lessonId, block, children }: { lessonId: string; block: Block; children: ReactNode }) {
  const { t } = useTranslation('learning');
  const { BlockActions, BlockNotes } = useLessonSlots();
  const title = useBlockTitle()(block);
  const lang = useContentLanguage();
  const heading = <Title order={2} {...contentAttributes(block.title ? lang : undefined)}>{title}</Title>;
  return (
    <section id={`block-${block.id}`} className={classes.block} aria-label={title} {...blockAttributes(block.id)}>
      <Group gap="sm" mb="sm" wrap="nowrap" align="center">
        {block.title ? heading : <VisuallyHidden>{heading}</VisuallyHidden>}
        {block.completed ? <IconCircleCheckFilled size={20} role="img" aria-label={t('block.completed')} className={classes.mark} /> : null}
      </Group>
      {children}
      <div className={classes.foot}>
        <BlockHelp blockId={block.id} hints={block.hints} example={block.example} />
        <BlockActions lessonId={lessonId} blockId={block.id} />
      </div>
      <BlockNotes lessonId={lessonId} blockId={block.id} />
    </section>
  );
}
