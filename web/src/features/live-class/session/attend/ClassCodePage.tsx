import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconDoorEnter, IconPresentation } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useParams } from 'react-router';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { useErrorMessage } from '@/components/state/errorMessage';
import { Loading, QueryState } from '@/components/state/QueryState';
import { api, unwrap } from '@/platform/api/client';
import { ApiError } from '@/platform/api/errors';
import { useDates } from '@/platform/i18n/dates';
import { useUser } from '@/platform/session';
import type { LiveSession } from '../sessions';
import { stepAway } from './away';

/** Where the code on the projector leads: into the class, or why there is none. */
export function ClassCodePage() {
  const { role } = useUser();
  return role === 'student' ? <StudentsCode /> : <ForStudents />;
}

function StudentsCode() {
  const { t } = useTranslation('live-class');
  const { describe } = useErrorMessage();
  const { code = '' } = useParams();
  const found = useQuery({
    queryKey: ['live-sessions', 'code', code],
    queryFn: () =>
      unwrap(api.GET('/api/v1/live-sessions/codes/{class_code}', { params: { path: { class_code: code } } })),
    staleTime: 0,
  });
  if (found.data?.state === 'open') return <GoIn session={found.data} />;
  const unknown = found.error instanceof ApiError && found.error.code === 'live_session_code_unknown';
  return (
    <Page title={t('attend.code.title')}>
      {unknown ? (
        <EmptyState
          icon={IconDoorEnter}
          title={t('attend.code.unknown')}
          action={
            <Button component={Link} to="/join" variant="default">
              {t('attend.code.join_course')}
            </Button>
          }
        >
          {describe(found.error)}
        </EmptyState>
      ) : (
        <QueryState query={found} skeleton={<Loading />}>
          {(session) => <NotOpen session={session} />}
        </QueryState>
      )}
    </Page>
  );
}

function GoIn({ session }: { session: LiveSession }) {
  useEffect(() => stepAway(null), []);
  return <Navigate to={`/lessons/${session.lesson_id}`} replace />;
}

function NotOpen({ session }: { session: LiveSession }) {
  const { t } = useTranslation('live-class');
  const { dateTime } = useDates();
  const planned = session.state === 'planned';
  return (
    <EmptyState
      icon={IconPresentation}
      title={t(planned ? 'attend.code.planned' : 'attend.code.ended', { lesson: session.lesson_title })}
      action={
        <Button component={Link} to={`/lessons/${session.lesson_id}`} variant="default">
          {t('attend.code.lesson')}
        </Button>
      }
    >
      {planned
        ? t('attend.code.planned_lead', { when: dateTime(session.planned_at ?? '') })
        : t('attend.code.ended_lead')}
    </EmptyState>
  );
}

function ForStudents() {
  const { t } = useTranslation('live-class');
  return (
    <Page title={t('attend.code.title')}>
      <EmptyState icon={IconDoorEnter} title={t('attend.code.for_students')} />
    </Page>
  );
}
