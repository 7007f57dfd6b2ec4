import { Badge, Button, Card, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DueDate } from '@/components/DueDate';
import { QueryState } from '@/components/state/QueryState';
import { useUser } from '@/platform/session';
import { RichText } from '../blocks/RichText';
import type { OwnAssignment } from '../work/types';
import { AssignmentForm } from './AssignmentForm';
import { HandIns } from './HandIns';
import { timingOf } from './late';
import { Rubric } from './Rubric';
import { useAssignment } from './useAssignment';

/** An assignment: what is asked, what it is judged by, the work, and what the tutor says about it. */
export default function AssignmentBlock({ lessonId, blockId }: { lessonId: string; blockId: string }) {
  const { t } = useTranslation('learning');
  const assignment = useAssignment(blockId);
  return (
    <Card>
      <QueryState query={assignment} errorTitle={t('assignment.error')} skeleton={<Skeleton height={220} />}>
        {(data) => <AssignmentView lessonId={lessonId} blockId={blockId} data={data} />}
      </QueryState>
    </Card>
  );
}

function AssignmentView({ lessonId, blockId, data }: { lessonId: string; blockId: string; data: OwnAssignment }) {
  const { t } = useTranslation('learning');
  const { role } = useUser();
  const { assignment, own } = data;
  const [latest] = own.hand_ins;
  const [again, setAgain] = useState(false);
  const [opened] = useState(() => Date.now());
  const timing = timingOf(assignment, own.due_at, opened);
  const writing = role === 'student' && (latest === undefined || again) && timing !== 'too_late';

  return (
    <Stack gap="lg">
      <Group gap="md">
        <Badge variant="light" color="apricot">
          {t('assignment.points', { count: assignment.points })}
        </Badge>
        {assignment.group ? (
          <Badge variant="light" leftSection={<IconUsers size={14} aria-hidden />}>
            {own.group_name ? t('assignment.group', { name: own.group_name }) : t('assignment.groups')}
          </Badge>
        ) : null}
        {own.due_at && !latest ? (
          <DueDate at={own.due_at}>{(when, passed) => t(passed ? 'lesson.overdue' : 'lesson.due', { when })}</DueDate>
        ) : null}
        {own.extended ? (
          <Text size="sm" c="dimmed">
            {t('assignment.extended')}
          </Text>
        ) : null}
      </Group>
      {own.group_name === null ? (
        assignment.group && role === 'student' ? (
          <Text size="sm" c="dimmed">
            {t('assignment.no_group')}
          </Text>
        ) : null
      ) : (
        <Text size="sm" c="dimmed">
          {t('assignment.together', { names: own.member_names.join(', ') })}
        </Text>
      )}
      <RichText html={assignment.prompt_html} />
      {assignment.rubric.length > 0 ? <Rubric lines={assignment.rubric} /> : null}
      {own.due_at && !latest ? (
        <Text size="sm" c={timing === 'in_time' ? 'dimmed' : 'var(--warm-ink)'}>
          {t(`assignment.late.${timing === 'in_time' ? assignment.late : timing}`, {
            percent: assignment.percent_per_day,
          })}
        </Text>
      ) : null}
      {own.joined_after ? <Text>{t('assignment.joined_after')}</Text> : null}
      {own.hand_ins.length > 0 ? (
        <HandIns assignment={assignment} handIns={own.hand_ins} resultAt={own.result_at} />
      ) : null}
      {writing ? (
        <AssignmentForm
          lessonId={lessonId}
          blockId={blockId}
          assignment={assignment}
          draft={own.draft}
          dueAt={own.due_at}
          onHandedIn={() => setAgain(false)}
          onCancel={latest ? () => setAgain(false) : undefined}
        />
      ) : null}
      {role === 'student' && latest && !again && timing !== 'too_late' ? (
        <div>
          <Button variant="default" onClick={() => setAgain(true)}>
            {latest.state === 'returned' ? t('assignment.revise') : t('assignment.again')}
          </Button>
        </div>
      ) : null}
      {role === 'student' ? null : (
        <Text size="sm" c="dimmed">
          {t('assignment.students')}
        </Text>
      )}
    </Stack>
  );
}
