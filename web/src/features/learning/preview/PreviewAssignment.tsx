import { Badge, Button, Card, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DueDate } from '@/components/DueDate';
import type { Schemas } from '@/platform/api/client';
import { Rubric } from '../assignments/Rubric';
import { RichText } from '../blocks/RichText';

/** An assignment for who writes it: what is asked as the draft has it, and where students will hand in. */
export function PreviewAssignment({ previewed }: { previewed: Schemas['PreviewAssignment'] }) {
  const { t } = useTranslation('learning');
  const { assignment, due_at: dueAt, due_after_days: days } = previewed;
  const { accepts } = assignment;
  return (
    <Card>
      <Stack gap="lg">
        <Group gap="md">
          <Badge variant="light" color="apricot">
            {t('assignment.points', { count: assignment.points })}
          </Badge>
          {assignment.group ? (
            <Badge variant="light" leftSection={<IconUsers size={14} aria-hidden />}>
              {t('assignment.groups')}
            </Badge>
          ) : null}
          {dueAt ? (
            <DueDate at={dueAt}>{(when, passed) => t(passed ? 'lesson.overdue' : 'lesson.due', { when })}</DueDate>
          ) : null}
          {days === null ? null : (
            <Text component="span" size="sm" c="var(--warm-ink)">
              {t('assignment.due_after', { count: days })}
            </Text>
          )}
        </Group>
        <RichText html={assignment.prompt_html} />
        {assignment.rubric.length > 0 ? <Rubric lines={assignment.rubric} /> : null}
        {dueAt || days !== null ? (
          <Text size="sm" c="dimmed">
            {t(`assignment.late.${assignment.late}`, { percent: assignment.percent_per_day })}
          </Text>
        ) : null}
        {accepts === 'files' ? null : <Textarea label={t('assignment.text')} minRows={4} autosize disabled />}
        {accepts === 'text' ? null : (
          <div>
            <Text fw={500}>{t('assignment.files')}</Text>
            <Text size="sm" c="dimmed">
              {t('assignment.up_to', { count: assignment.max_files })}
            </Text>
          </div>
        )}
        <Group gap="md">
          <Button disabled>{t('assignment.hand_in')}</Button>
          <Text size="sm" c="dimmed">
            {t('assignment.previewed')}
          </Text>
        </Group>
      </Stack>
    </Card>
  );
}
