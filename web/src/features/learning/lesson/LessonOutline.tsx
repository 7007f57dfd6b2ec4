import { Text, Title } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled, IconCircleMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useLessonLocation } from '@/platform/lesson/signals';
import type { Block } from '../api';
import { useBlockTitle } from '../blocks/blockTitle';
import { useContentLanguage } from '../contentLanguage';
import type { Lesson } from '../progress/progress';
import classes from './LessonOutline.module.css';

/** The lesson's blocks with their marks; the one in front of the student is set off. */
export function LessonOutline({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation('learning');
  const location = useLessonLocation();
  const done = lesson.blocks.filter((block) => block.completed).length;
  const closed = lesson.blocks.filter((block) => block.closed).length;
  return (
    <nav aria-labelledby="outline-title">
      <Title order={2} size="h3" id="outline-title">
        {t('outline.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('outline.done', { done, count: lesson.blocks.length })}
        {closed > 0 ? t('outline.closed', { count: closed }) : null}
      </Text>
      <ol className={classes.list}>
        {lesson.blocks.map((block) => (
          <OutlineItem key={block.id} block={block} here={location?.blockId === block.id} />
        ))}
      </ol>
    </nav>
  );
}

function OutlineItem({ block, here }: { block: Block; here: boolean }) {
  const { t } = useTranslation('learning');
  const lang = useContentLanguage();
  const title = useBlockTitle()(block);
  const Mark = block.completed ? IconCircleCheckFilled : block.closed ? IconCircleMinus : IconCircle;
  const state = block.completed ? 'completed' : block.closed ? 'closed' : 'open';
  return (
    <li>
      <a
        href={`#block-${block.id}`}
        className={classes.link}
        aria-current={here ? 'location' : undefined}
        data-completed={block.completed}
      >
        <Mark size={17} role="img" aria-label={t(`block.${state}`)} />
        <span {...contentAttributes(block.title ? lang : undefined)}>{title}</span>
      </a>
    </li>
  );
}
