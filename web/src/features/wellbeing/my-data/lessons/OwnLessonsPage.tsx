import { Anchor, Card, Group, Stack, Text } from '@mantine/core';
import { IconTimeline } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { useDates } from '@/platform/i18n/dates';
import { useOwnLessons, type OwnLesson } from '../api';
import { OwnPages } from '../OwnPages';

/** The lessons that left a trace, each with the way to its timeline. */
export function OwnLessonsPage() {
  const { t } = useTranslation('wellbeing');
  const lessons = useOwnLessons();
  return (
    <Page title={t('lessons.title')} lead={t('lessons.lead')} trail={<OwnPages />}>
      <QueryState query={lessons} errorTitle={t('lessons.error')}>
        {(found) =>
          found.length === 0 ? (
            <EmptyState icon={IconTimeline} title={t('lessons.empty_title')}>
              {t('lessons.empty_lead')}
            </EmptyState>
          ) : (
            <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
              {found.map((lesson) => (
                <LessonCard key={lesson.lesson_id} lesson={lesson} />
              ))}
            </Stack>
          )
        }
      </QueryState>
    </Page>
  );
}

function LessonCard({ lesson }: { lesson: OwnLesson }) {
  const { t } = useTranslation('wellbeing');
  const { dateTime } = useDates();
  return (
    <Card component="li" padding="md">
      <Group justify="space-between" gap="xs">
        <div>
          <Anchor component={Link} to={`/my-data/lessons/${lesson.lesson_id}`} fw={600}>
            {lesson.title}
          </Anchor>
          <Text size="sm" c="dimmed">
            {lesson.course_title}
          </Text>
        </div>
        <Text size="sm" c="dimmed">
          {dateTime(lesson.last_at)} ·{' '}
          {lesson.windows > 0 ? t('lessons.summaries', { count: lesson.windows }) : t('lessons.no_summaries')}
        </Text>
      </Group>
    </Card>
  );
}
