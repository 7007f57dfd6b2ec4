import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useParams } from 'react-router';
import { NotBegun } from '@/components/state/NotBegun';
import { ErrorState } from '@/components/state/ErrorState';
import { useErrorMessage } from '@/components/state/errorMessage';
import { Loading } from '@/components/state/QueryState';
import { ApiError } from '@/platform/api/errors';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useSession } from '@/platform/session';
import { PublicPage } from '../PublicPage';
import { useJoin, useJoinPreview, type JoinPreview } from './api';
import { NewAccountForm } from './NewAccountForm';

const OVER = new Set(['join_code_unknown', 'join_code_closed', 'join_course_over']);

/** What a code leads to, and the way in: as oneself, after signing in, or with a new account. */
export function JoinCodePage() {
  const { t } = useTranslation('accounts');
  const { describe } = useErrorMessage();
  const { code = '' } = useParams();
  const preview = useJoinPreview(code);
  if (preview.data) return <Invitation preview={preview.data} />;
  if (preview.error instanceof ApiError && OVER.has(preview.error.code)) {
    return (
      <PublicPage title={t('join.no_title')} lead={describe(preview.error)}>
        <Button component={Link} to="/join" variant="default">
          {t('join.another')}
        </Button>
      </PublicPage>
    );
  }
  return (
    <PublicPage title={t('join.title')}>
      {preview.isError ? <ErrorState error={preview.error} onRetry={() => void preview.refetch()} /> : <Loading />}
    </PublicPage>
  );
}

function Invitation({ preview }: { preview: JoinPreview }) {
  const { t } = useTranslation('accounts');
  const session = useSession();
  const [registered, setRegistered] = useState(false);
  const { course_title: course, tutors, institution } = preview;
  const by = [tutors.length > 0 ? t('join.taught_by', { names: tutors.join(', ') }) : '', institution ?? '']
    .filter(Boolean)
    .join(' · ');
  const user = session.data?.user;
  if (registered) return <Navigate to={`/courses/${preview.course_id}`} replace />;
  return (
    <PublicPage title={t('join.course', { course })} lead={<span {...contentAttributes(preview.language)}>{by}</span>}>
      {preview.begun ? null : (
        <Text mb="lg">
          <NotBegun startsAt={preview.starts_at} />
        </Text>
      )}
      {user ? (
        <AsOneself preview={preview} name={user.name} role={user.role} />
      ) : (
        <AsSomebodyNew preview={preview} onDone={() => setRegistered(true)} />
      )}
    </PublicPage>
  );
}

function AsOneself({ preview, name, role }: { preview: JoinPreview; name: string; role: string }) {
  const { t } = useTranslation('accounts');
  const join = useJoin();
  if (join.data) return <Navigate to={`/courses/${join.data.course_id}`} replace />;
  if (role !== 'student') return <Text>{t('join.only_students', { name })}</Text>;
  return (
    <Stack>
      {join.error ? <ErrorState error={join.error} /> : null}
      <Text>{t('join.signed_in_as', { name })}</Text>
      <Button loading={join.isPending} onClick={() => join.mutate(preview.code)}>
        {t('join.submit')}
      </Button>
    </Stack>
  );
}

function AsSomebodyNew({ preview, onDone }: { preview: JoinPreview; onDone: () => void }) {
  const { t } = useTranslation('accounts');
  const next = encodeURIComponent(`/join/${preview.code}`);
  const signIn = (
    <Anchor component={Link} to={`/sign-in?next=${next}`}>
      {t('join.sign_in')}
    </Anchor>
  );
  if (!preview.may_register) {
    return (
      <Stack>
        <Text>{t('join.no_registration')}</Text>
        <Button component={Link} to={`/sign-in?next=${next}`}>
          {t('join.sign_in')}
        </Button>
      </Stack>
    );
  }
  return (
    <Stack gap="xl">
      <NewAccountForm preview={preview} onDone={onDone} />
      <Text>
        {t('join.have_account')} {signIn}
      </Text>
    </Stack>
  );
}
