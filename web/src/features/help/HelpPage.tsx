import { Badge, Card, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconMessageQuestion, IconUrgent } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '@/components/Page';
import { Pages } from '@/components/Pages';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { useDates } from '@/platform/i18n/dates';
import { useUser } from '@/platform/session';
import { useThreads, type HelpThread } from './api';
import { locationOf } from './location';
import classes from './Help.module.css';

type Filter = 'open' | 'settled';

/** A student's private questions, or those that reach a tutor from their courses. */
export function HelpPage() {
  const { t } = useTranslation('help');
  const { role } = useUser();
  const audience = role === 'student' ? 'student' : 'tutor';
  const [filter, setFilter] = useState<Filter>('open');
  const [page, setPage] = useState(1);
  const threads = useThreads(filter === 'settled', page);

  return (
    <Page
      title={t(`${audience}.title`)}
      lead={t(`${audience}.lead`)}
      actions={
        <SegmentedControl
          aria-label={t('filter')}
          value={filter}
          data={(['open', 'settled'] as const).map((value) => ({ value, label: t(`${value}`) }))}
          onChange={(value) => {
            setFilter(value as Filter);
            setPage(1);
          }}
        />
      }
    >
      <QueryState query={threads} errorTitle={t('not_loaded')}>
        {(list) =>
          list.threads.length === 0 ? (
            <EmptyState icon={IconMessageQuestion} title={t(`none.${filter}`)}>
              {t(`${audience}.none`)}
            </EmptyState>
          ) : (
            <>
              <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
                {list.threads.map((thread) => (
                  <li key={thread.id}>
                    <ThreadCard thread={thread} showStudent={audience === 'tutor'} />
                  </li>
                ))}
              </Stack>
              <Pages page={list.page} pages={list.pages} total={t('total', { count: list.total })} onChange={setPage} />
            </>
          )
        }
      </QueryState>
    </Page>
  );
}

function ThreadCard({ thread, showStudent }: { thread: HelpThread; showStudent: boolean }) {
  const { t } = useTranslation('help');
  const { relative } = useDates();
  return (
    <Card
      component={Link}
      to={`/help/${thread.id}`}
      padding="md"
      className={classes.card}
      data-unread={thread.unread > 0}
      data-urgent={thread.urgent_at !== null && thread.settled_at === null}
    >
      <Group justify="space-between" wrap="nowrap" gap="sm" align="flex-start">
        <Text fw={650} className={classes.location}>
          {showStudent ? thread.student_name : (locationOf(thread) ?? thread.course_title)}
        </Text>
        <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {relative(thread.latest_at)}
        </Text>
      </Group>
      <Text size="sm" c="dimmed">
        {showStudent ? [thread.course_title, locationOf(thread)].filter(Boolean).join(' · ') : thread.course_title}
      </Text>
      <Group justify="space-between" wrap="nowrap" gap="sm" mt={6} align="flex-end">
        <Text lineClamp={2}>
          <Text span c="dimmed">
            {thread.latest_author}:{' '}
          </Text>
          {thread.latest_text}
        </Text>
        {thread.urgent_at !== null ? (
          <Badge color="red.8" leftSection={<IconUrgent size={14} aria-hidden />} style={{ flex: 'none' }}>
            {t('urgent.badge')}
          </Badge>
        ) : null}
        {thread.unread > 0 ? (
          <Badge color="apricot.7" style={{ flex: 'none' }}>
            {t('new', { count: thread.unread })}
          </Badge>
        ) : null}
      </Group>
    </Card>
  );
}
