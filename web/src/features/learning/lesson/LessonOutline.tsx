import { Text, Title } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled, IconCircleDot, IconCircleMinus, IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useLessonLocation } from '@/platform/lesson/signals';
import type { Block } from '../api';
import { blockMark } from '../blocks/blockMark';
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

const MARKS = {
  completed: IconCircleCheckFilled,
  handed_in: IconCircleDot,
  closed: IconCircleMinus,
  waiting: IconHourglass,
  open: IconCircle,
};

function OutlineItem({ block, here }: { block: Block; here: boolean }) {
  const { t } = useTranslation('learning');
  const lang = useContentLanguage();
  const title = useBlockTitle()(block);
  const state = blockMark(block);
  const Mark = MARKS[state];
  return (
    <li>
      <a
        href={`#block-${block.id}`}
        className={classes.link}
        aria-current={here ? 'location' : undefined}
        data-completed={state === 'completed'}
      >
        <Mark size={17} role="img" aria-label={t(`block.${state}`)} />
        <span {...contentAttributes(block.name ? lang : undefined)}>{title}</span>
      </a>
    </li>
  );
}
