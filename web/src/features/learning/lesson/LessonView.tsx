import { Anchor, Group, Stack, Text } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useDock } from '@/platform/theme/docking';
import { DueDate } from '@/components/DueDate';
import { Page } from '@/components/Page';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useLessonSlots } from '@/platform/lesson/slots';
import { BlockFrame } from '../blocks/BlockFrame';
import { ContentLanguage } from '../contentLanguage';
import { ReviewingContext, useReviewing } from '../help/reviewing';
import { WayBackLink } from '../help/WayBack';
import type { Lesson } from '../progress/progress';
import { SavedState } from '../progress/SavedState';
import { BlockContent } from './BlockContent';
import { CompletionPanel } from './CompletionPanel';
import { LessonNeighbours } from './LessonNeighbours';
import { LessonOutline } from './LessonOutline';
import { useLessonTracking } from './useLessonTracking';
import { usePresented } from './usePresented';
import classes from './LessonView.module.css';

/** A lesson to study: its blocks in the middle, where one stands beside them. */
export function LessonView({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation('learning');
  const { AfterLesson, LessonTools } = useLessonSlots();
  const reviewing = useReviewing();
  useLessonTracking(lesson, reviewing.blockIds);
  useResume(lesson);
  usePresented(lesson.id);
  const tools = useRef<HTMLDivElement>(null);
  useDock('tools', tools);

  return (
    <Page
      width="study"
      title={lesson.title}
      titleLang={lesson.language}
      trail={
        <Group gap={6} component="nav" aria-label={t('lesson.trail')}>
          <Anchor
            component={Link}
            to={`/courses/${lesson.course_id}`}
            c="dimmed"
            {...contentAttributes(lesson.language)}
          >
            {lesson.course_title}
          </Anchor>
          <span aria-hidden="true">/</span>
          <span {...contentAttributes(lesson.language)}>{lesson.module_title}</span>
        </Group>
      }
      lead={
        <Group gap="lg">
          <Text size="sm" className={classes.meta}>
            <IconClock size={17} aria-hidden /> {t('lesson.minutes', { count: lesson.minutes })}
          </Text>
          {lesson.due_at && !lesson.completed ? (
            <DueDate at={lesson.due_at}>
              {(when, passed) => t(passed ? 'lesson.overdue' : 'lesson.due', { when })}
            </DueDate>
          ) : null}
          <SavedState />
        </Group>
      }
    >
      <ContentLanguage value={lesson.language}>
        <div className={classes.columns}>
          <Stack gap={40} className={classes.blocks}>
            <WayBackLink blockId={null} />
            <ReviewingContext value={reviewing}>
              {lesson.blocks.map((block) => (
                <BlockFrame key={block.id} lessonId={lesson.id} block={block}>
                  <BlockContent
                    lessonId={lesson.id}
                    block={block}
                    startAt={lesson.resume.video_seconds[block.id] ?? 0}
                  />
                </BlockFrame>
              ))}
            </ReviewingContext>
            <CompletionPanel lesson={lesson} />
            {lesson.completed ? <AfterLesson lessonId={lesson.id} /> : null}
            <WayBackLink blockId={null} />
            <LessonNeighbours lesson={lesson} />
          </Stack>
          <aside className={classes.side} aria-label={t('lesson.side')}>
            <div className={classes.tools} ref={tools}>
              <LessonTools lessonId={lesson.id} />
            </div>
            <LessonOutline lesson={lesson} />
          </aside>
        </div>
      </ContentLanguage>
    </Page>
  );
}

/** Go to the block that the address names; else, when the lesson opens, back to where the student left off. */
function useResume(lesson: Lesson): void {
  const { block_id: blockId } = lesson.resume;
  const elsewhere = blockId !== null && blockId !== lesson.blocks[0]?.id && !lesson.completed;
  const { hash, key } = useLocation();
  const opened = useRef('');
  useEffect(() => {
    const named = document.getElementById(hash.slice(1));
    // Only where a link led, or what the lesson opened with: reading on must not scroll.
    const target = named ?? (elsewhere && opened.current === '' ? document.getElementById(`block-${blockId}`) : null);
    opened.current = key;
    target?.scrollIntoView();
    if (named && key !== 'default') focusBlock(named);
    // oxlint-disable-next-line react/exhaustive-deps
  }, [lesson.id, key]);
}

/** Who followed a link to a block goes on reading there, with a keyboard and with a screen reader too. */
function focusBlock(block: HTMLElement): void {
  block.tabIndex = -1;
  block.focus({ preventScroll: true });
}
