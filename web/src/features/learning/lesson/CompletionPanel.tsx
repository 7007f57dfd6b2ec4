import { Alert, Button, Group, List, Text, Title } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled, IconCircleMinus, IconConfetti, IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import { ApiError } from '@/platform/api/errors';
import { useUser } from '@/platform/session';
import { useCompletion } from '../api';
import { useBlockTitle } from '../blocks/blockTitle';
import type { Lesson } from '../progress/progress';
import classes from './CompletionPanel.module.css';

/** What the lesson asks for before it counts as done, whether that is met, and the student's own word on it. */
export function CompletionPanel({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation('learning');
  const { role } = useUser();
  const { describe } = useErrorMessage();
  const completion = useCompletion(lesson.id);
  const done = lesson.blocks.filter((block) => block.completed).length;
  // A lesson may count as completed by the student's own word, or since before parts were added to it.
  const workedThrough = lesson.completion_rules.every((rule) => rule.met || rule.closed || rule.waiting);
  const title = lesson.completed
    ? workedThrough
      ? 'completion.done_title'
      : 'completion.counts_title'
    : 'completion.title';
  const unmet = completion.error instanceof ApiError && completion.error.code === 'completion_rules_unmet';

  return (
    <section className={classes.panel} data-completed={lesson.completed} aria-labelledby="completion-title">
      <Group gap="sm" role="status">
        {lesson.completed && workedThrough ? <IconConfetti size={24} aria-hidden /> : null}
        <Title order={2} size="h3" id="completion-title">
          {t(title)}
        </Title>
      </Group>
      {lesson.completed && !workedThrough ? (
        <Text mt="sm">{t('completion.counts', { done, count: lesson.blocks.length })}</Text>
      ) : null}
      <Rules lesson={lesson} />
      {completion.error ? (
        <Alert color="red" role="alert" mt="sm">
          {unmet ? t('completion.unmet') : describe(completion.error)}
        </Alert>
      ) : null}
      {role === 'student' ? (
        <Group mt="md">
          {lesson.completed ? (
            <Button variant="default" loading={completion.isPending} onClick={() => completion.mutate(false)}>
              {t('completion.undo')}
            </Button>
          ) : (
            <Button loading={completion.isPending} onClick={() => completion.mutate(true)}>
              {t('completion.mark')}
            </Button>
          )}
        </Group>
      ) : null}
    </section>
  );
}

function Rules({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation('learning');
  const blockTitle = useBlockTitle();
  return (
    <List listStyleType="none" mt="sm" spacing={6}>
      {lesson.completion_rules.map(({ rule, block_id: blockId, met, closed, waiting }) => {
        const block = lesson.blocks.find((candidate) => candidate.id === blockId);
        const Mark = met ? IconCircleCheckFilled : closed ? IconCircleMinus : waiting ? IconHourglass : IconCircle;
        const state = met ? 'met' : closed ? 'closed' : waiting ? 'waiting' : 'not_met';
        const best = block?.quiz?.best_score;
        return (
          <List.Item
            key={`${rule}${blockId}`}
            icon={<Mark size={20} role="img" aria-label={t(`completion.${state}`)} className={classes.mark} />}
          >
            <Text component="span">{t(`completion.rules.${rule}`, { title: block ? blockTitle(block) : '' })}</Text>
            {closed && typeof best === 'number' ? (
              <Text size="sm" c="dimmed">
                {t('completion.closed_note', { percent: Math.round(100 * best) })}
              </Text>
            ) : waiting ? (
              <Text size="sm" c="dimmed">
                {t('completion.waiting_note')}
              </Text>
            ) : null}
          </List.Item>
        );
      })}
    </List>
  );
}
