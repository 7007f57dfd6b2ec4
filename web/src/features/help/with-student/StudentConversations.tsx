import { Anchor, Badge, Group, Skeleton, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Pages } from '@/components/Pages';
import { QueryState } from '@/components/state/QueryState';
import { useDates } from '@/platform/i18n/dates';
import type { CourseStudent } from '@/platform/student/slots';
import { useStudentThreads, type HelpThread } from '../api';
import { locationOf } from '../location';
import classes from '../Help.module.css';

/** What a student of a course has asked and what was written to them, the latest first. */
export function StudentConversations({ courseId, studentId }: CourseStudent) {
  const { t } = useTranslation('help');
  const [page, setPage] = useState(1);
  const threads = useStudentThreads(courseId, studentId, page);
  return (
    <QueryState query={threads} errorTitle={t('not_loaded')} skeleton={<Skeleton height={90} radius="lg" />}>
      {(list) =>
        list.threads.length === 0 ? (
          <Text c="dimmed">{t('with_student.none')}</Text>
        ) : (
          <>
            <ul className={classes.conversations}>
              {list.threads.map((thread) => (
                <Conversation key={thread.id} thread={thread} />
              ))}
            </ul>
            <Pages
              page={list.page}
              pages={list.pages}
              total={t('with_student.total', { count: list.total })}
              onChange={setPage}
            />
          </>
        )
      }
    </QueryState>
  );
}

function Conversation({ thread }: { thread: HelpThread }) {
  const { t } = useTranslation('help');
  const { relative } = useDates();
  const { id, opened_by_name: by, latest_author: author, latest_text: text, latest_at: at } = thread;
  return (
    <li>
      <Group justify="space-between" gap="xs" align="baseline">
        <Anchor component={Link} to={`/help/${id}`} fw={600}>
          {by === null ? (locationOf(thread) ?? t('with_student.question')) : t('with_student.written', { name: by })}
        </Anchor>
        <Text size="sm" c="dimmed" component="span">
          {relative(at)}
        </Text>
      </Group>
      <Group gap="xs" align="baseline" wrap="nowrap">
        <Text lineClamp={2}>
          <Text span c="dimmed">
            {author}:{' '}
          </Text>
          {text}
        </Text>
        {thread.unread > 0 ? (
          <Badge color="apricot.7" style={{ flex: 'none' }}>
            {t('new', { count: thread.unread })}
          </Badge>
        ) : null}
      </Group>
    </li>
  );
}
