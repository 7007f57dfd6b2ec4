import { Anchor, Button, Stack } from '@mantine/core';
import { IconMessageHeart, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { useCourseMessages, type CourseMessages } from './api';
import { CourseMessageCard } from './CourseMessageCard';
import { NewCourseMessage } from './NewCourseMessage';

/** What support says in a course beyond the library: written by its tutors, read by an administrator. */
export function CourseMessagesPage() {
  const { t } = useTranslation('administration');
  const { courseId = '' } = useParams();
  const messages = useCourseMessages(courseId);
  const [writing, setWriting] = useState(false);
  return (
    <Page
      title={t('course_messages.title')}
      lead={t('course_messages.lead')}
      width="wide"
      trail={
        <Anchor component={Link} to={`/teach/courses/${courseId}`} c="dimmed">
          {t('course_messages.to_course')}
        </Anchor>
      }
      actions={
        messages.data && !writing ? (
          <Button leftSection={<IconPlus aria-hidden size={18} />} onClick={() => setWriting(true)}>
            {t('course_messages.write')}
          </Button>
        ) : undefined
      }
    >
      <QueryState
        query={messages}
        errorTitle={t('messages.not_loaded')}
        wayOn={{ to: '/teach/courses', label: t('course_messages.to_course') }}
      >
        {(data) => (
          <Stack gap="xl">
            {writing ? <NewCourseMessage courseId={courseId} library={data} onDone={() => setWriting(false)} /> : null}
            <Written courseId={courseId} library={data} writing={writing} />
          </Stack>
        )}
      </QueryState>
    </Page>
  );
}

function Written({ courseId, library, writing }: { courseId: string; library: CourseMessages; writing: boolean }) {
  const { t } = useTranslation('administration');
  if (library.messages.length === 0) {
    return writing ? null : <EmptyState icon={IconMessageHeart} title={t('course_messages.none')} />;
  }
  return (
    <Stack component="ul" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
      {library.messages.map((message) => (
        <li key={message.id}>
          <CourseMessageCard key={message.version} courseId={courseId} library={library} message={message} />
        </li>
      ))}
    </Stack>
  );
}
