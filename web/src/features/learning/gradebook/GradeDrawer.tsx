import { Anchor, Button, Divider, Drawer, Group, Skeleton, Stack, Switch, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorState } from '@/components/state/ErrorState';
import { QueryState } from '@/components/state/QueryState';
import { useDates } from '@/platform/i18n/dates';
import { isTooMany } from '../grading/gradeForm';
import { PointsInput } from '../grading/PointsInput';
import type { GradebookStudent, GradeItem } from '../work/gradingTypes';
import type { GradePatch } from '../work/tutorCalls';
import { InstantInput } from './InstantInput';
import { JoinedAfter } from './JoinedAfter';
import { useExtension, useGradeChanges } from './useGradebook';
import classes from './Gradebook.module.css';

interface GradeDrawerProps {
  courseId: string;
  student: GradebookStudent | null;
  item: GradeItem | null;
  onChange: (change: GradePatch) => void;
  onClose: () => void;
}

/** One grade with everything about it: another value, an excuse, more time, a comment, and who changed what. */
export function GradeDrawer({ courseId, student, item, onChange, onClose }: GradeDrawerProps) {
  const { t } = useTranslation('learning');
  return (
    <Drawer
      opened={student !== null && item !== null}
      onClose={onClose}
      position="right"
      title={item?.title}
      closeButtonProps={{ 'aria-label': t('gradebook.close') }}
    >
      {student && item ? (
        <GradeDetails
          key={`${student.id} ${item.id}`}
          courseId={courseId}
          student={student}
          item={item}
          onChange={onChange}
        />
      ) : null}
    </Drawer>
  );
}

interface GradeDetailsProps {
  courseId: string;
  student: GradebookStudent;
  item: GradeItem;
  onChange: (change: GradePatch) => void;
}

function GradeDetails({ courseId, student, item, onChange }: GradeDetailsProps) {
  const { t } = useTranslation('learning');
  const grade = student.grades[item.id];
  const [comment, setComment] = useState(grade?.comment ?? '');
  const [dueAt, setDueAt] = useState<string | null>(grade?.due_at ?? null);
  const [typed, setTyped] = useState<number | null | undefined>();
  const extension = useExtension(courseId);
  const { dateTime } = useDates();
  const leavePoints = () => {
    if (typed === undefined || isTooMany(typed, item.points)) return;
    setTyped(undefined);
    if (typed !== null && typed !== grade?.points) onChange({ override: typed });
  };
  return (
    <Stack gap="lg">
      <Anchor component={Link} to={`/teach/courses/${courseId}/students/${student.id}`} fw={600}>
        {student.name}
      </Anchor>
      {grade?.state === 'joined_after' && !grade.excused ? (
        <JoinedAfter
          courseId={courseId}
          itemId={item.id}
          userId={student.id}
          onExcuse={() => onChange({ excused: true })}
        />
      ) : null}
      <div>
        <PointsInput
          label={t('gradebook.points')}
          value={typed === undefined ? (grade?.points ?? null) : typed}
          max={item.points}
          onChange={setTyped}
          onLeave={leavePoints}
        />
        {grade && grade.points !== null && grade.max_points !== item.points ? (
          <Text size="sm" c="dimmed" mt={6}>
            {t('gradebook.of_earlier', { count: grade.max_points, most: grade.max_points })}
          </Text>
        ) : null}
        {grade?.overridden ? (
          <Group mt={6} gap="xs">
            <Text size="sm" c="dimmed">
              {t('gradebook.overridden')}
            </Text>
            <Button size="compact-sm" variant="default" onClick={() => onChange({ override: null })}>
              {t('gradebook.computed')}
            </Button>
          </Group>
        ) : null}
      </div>
      <Switch
        label={t('gradebook.excuse')}
        description={t('gradebook.excuse_lead')}
        checked={grade?.excused ?? false}
        onChange={(event) => onChange({ excused: event.currentTarget.checked })}
      />
      <div>
        <InstantInput
          label={t('gradebook.extension')}
          description={t('gradebook.extension_lead')}
          value={dueAt}
          onChange={setDueAt}
        />
        <Button
          mt="xs"
          size="compact-md"
          variant="default"
          disabled={dueAt === (grade?.due_at ?? null)}
          loading={extension.isPending}
          onClick={() => extension.mutate({ blockId: item.id, userId: student.id, dueAt })}
        >
          {t('gradebook.extension_save')}
        </Button>
        <div role="status">
          {extension.data && extension.data.reopened_count > 0 && extension.data.due_at ? (
            <Text size="sm" mt="xs">
              {t('gradebook.reopened', { name: student.name, until: dateTime(extension.data.due_at) })}
            </Text>
          ) : null}
        </div>
        {extension.error ? <ErrorState error={extension.error} title={t('gradebook.not_saved')} /> : null}
      </div>
      <div>
        <Textarea
          label={t('gradebook.comment')}
          autosize
          minRows={2}
          maxLength={10_000}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        <Button
          mt="xs"
          size="compact-md"
          variant="default"
          disabled={comment.trim() === (grade?.comment ?? '')}
          onClick={() => onChange({ comment: comment.trim() || null })}
        >
          {t('gradebook.comment_save')}
        </Button>
      </div>
      <Divider />
      <section aria-label={t('gradebook.history')}>
        <Title order={3} size="h4" mb="sm">
          {t('gradebook.history')}
        </Title>
        <History courseId={courseId} itemId={item.id} userId={student.id} />
      </section>
    </Stack>
  );
}

function History({ courseId, itemId, userId }: { courseId: string; itemId: string; userId: string }) {
  const { t } = useTranslation('learning');
  const { dateTime } = useDates();
  const changes = useGradeChanges(courseId, itemId, userId);
  return (
    <QueryState query={changes} errorTitle={t('gradebook.history_error')} skeleton={<Skeleton height={60} />}>
      {(list) =>
        list.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('gradebook.no_history')}
          </Text>
        ) : (
          <ol className={classes.history}>
            {list.map(({ at, by_name: by, what, before, after }) => (
              <li key={`${at} ${what}`}>
                <Text size="sm">
                  {t(`gradebook.what.${what}`)}: {before ?? '–'} → {after ?? '–'}
                </Text>
                <Text size="sm" c="dimmed">
                  {by ? `${by}, ${dateTime(at)}` : dateTime(at)}
                </Text>
              </li>
            ))}
          </ol>
        )
      }
    </QueryState>
  );
}
