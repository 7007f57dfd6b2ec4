import { Badge, Button, Group, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCircleCheckFilled } from '@tabler/icons-react';
import { useContext, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { usePresentedBlock } from '@/platform/lesson/presented';
import { useLessonSlots } from '@/platform/lesson/slots';
import { useUser } from '@/platform/session';
import type { Block } from '../api';
import { useContentLanguage } from '../contentLanguage';
import { Prerequisite } from '../help/Prerequisite';
import { isGradedAttempt, ReviewingContext } from '../help/reviewing';
import { WayBackLink } from '../help/WayBack';
import { PreviewContext } from '../preview/previewing';
import { useProgress } from '../progress/ProgressProvider';
import { blockAttributes } from '../progress/useBlockViews';
import { BlockHelp } from './BlockHelp';
import { blockMark } from './blockMark';
import { ownWordFor } from './ownWord';
import classes from './BlockFrame.module.css';

/** What every block has: a heading, a mark, hints and an example where there are some, and what other features add. */
export function BlockFrame({ lessonId, block, children }: { lessonId: string; block: Block; children: ReactNode }) {
  const { t } = useTranslation('learning');
  const { BlockActions, BlockNotes } = useLessonSlots();
  // lists call it by its first words; here they would be said twice
  const title = block.title ?? t(`block.kinds.${block.kind}`, { position: block.position });
  const lang = useContentLanguage();
  const { blockIds: reviewed } = useContext(ReviewingContext);
  // beside a preview stands what is written, under the same names
  const name = useContext(PreviewContext) === null ? title : t('block.as_seen', { title });
  const presented = usePresentedBlock(lessonId) === block.id;
  const available = useUser().role !== 'student' || !isGradedAttempt(block, reviewed);
  const heading = (
    <Title order={2} {...contentAttributes(block.title ? lang : undefined)}>
      {title}
    </Title>
  );
  return (
    <section
      id={`block-${block.id}`}
      className={classes.block}
      aria-label={name}
      data-presented={presented || undefined}
      {...blockAttributes(block.id)}
    >
      <Group gap="sm" mb="sm" wrap="nowrap" align="center">
        {block.title ? heading : <VisuallyHidden>{heading}</VisuallyHidden>}
        {block.title && blockMark(block) === 'completed' ? (
          <IconCircleCheckFilled size={20} role="img" aria-label={t('block.completed')} className={classes.mark} />
        ) : null}
        {presented ? (
          <Badge variant="filled" className={classes.new}>
            {t('block.presented')}
          </Badge>
        ) : null}
        {block.new ? (
          <Badge variant="light" color="apricot" className={classes.new}>
            {t('block.new')}
          </Badge>
        ) : null}
      </Group>
      <WayBackLink blockId={block.id} />
      {block.prerequisite ? (
        <Prerequisite lessonId={lessonId} blockId={block.id} blockTitle={title} prerequisite={block.prerequisite} />
      ) : null}
      {children}
      <WayBackLink blockId={block.id} />
      <div className={classes.foot}>
        <BlockHelp lessonId={lessonId} block={block} available={available} />
        {!block.title && blockMark(block) === 'completed' ? (
          <Group gap={6} className={classes.mark}>
            <IconCircleCheckFilled size={18} aria-hidden />
            <Text span size="sm">
              {t('block.completed')}
            </Text>
          </Group>
        ) : null}
        <ReadMark lessonId={lessonId} block={block} />
        <div className={classes.actions}>
          <BlockActions lessonId={lessonId} blockId={block.id} gradedAttempt={!available} />
        </div>
      </div>
      <BlockNotes lessonId={lessonId} blockId={block.id} />
    </section>
  );
}

/** For who reads faster than expected, or knew it before: the student's own word that a block is done. */
function ReadMark({ lessonId, block }: { lessonId: string; block: Block }) {
  const { t } = useTranslation('learning');
  const { role } = useUser();
  const { record } = useProgress();
  const word = ownWordFor(block);
  if (role !== 'student' || word === null || block.completed) return null;
  return (
    <Button
      size="compact-md"
      variant="subtle"
      color="gray"
      leftSection={<IconCheck size={17} aria-hidden />}
      onClick={() => record({ lessonId, blockId: block.id, status: 'completed' })}
    >
      {t(`block.own.${word}`)}
    </Button>
  );
}
