import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useParams } from 'react-router';
import { useErrorMessage } from '@/components/state/errorMessage';
import { QueryState } from '@/components/state/QueryState';
import { ApiError } from '@/platform/api/errors';
import { useAcceptInvitation, useInvitation } from './api';
import { SHORTEST_PASSWORD } from './PasswordCard';
import { PublicPage } from './PublicPage';

/** Accept an invitation, or set a new password after a reset: both are "choose a password". */
export function InvitationPage() {
  const { t } = useTranslation('accounts');
  const { token = '' } = useParams();
  const invitation = useInvitation(token);

  if (invitation.error instanceof ApiError && invitation.error.status === 404) {
    return (
      <PublicPage title={t('invitation.invalid_title')} lead={t('invitation.invalid_lead')}>
        <Button component={Link} to="/sign-in" variant="default">
          {t('invitation.to_sign_in')}
        </Button>
      </PublicPage>
    );
  }
  return <QueryState query={invitation}>{(invited) => <PasswordForm token={token} {...invited} />}</QueryState>;
}

function PasswordForm({ token, name, email }: { token: string; name: string; email: string }) {
  const { t } = useTranslation('accounts');
  const { describe, describeField } = useErrorMessage();
  const accept = useAcceptInvitation(token, email);
  const [ownName, setOwnName] = useState(name);
  const [password, setPassword] = useState('');
  const [tooShort, setTooShort] = useState(false);

  if (accept.isSuccess) return <Navigate to="/" replace />;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTooShort(password.length < SHORTEST_PASSWORD);
    if (password.length >= SHORTEST_PASSWORD) accept.mutate({ password, name: ownName });
  };
  const refused = describeField(accept.error, 'password');

  return (
    <PublicPage title={t('invitation.title', { name })} lead={t('invitation.lead', { email })}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {accept.error && !refused ? (
            <Alert color="red" role="alert">
              {describe(accept.error)}
            </Alert>
          ) : null}
          <TextInput
            label={t('invitation.name')}
            autoComplete="name"
            value={ownName}
            onChange={(event) => setOwnName(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('invitation.password')}
            size="md"
            autoComplete="new-password"
            description={t('invitation.password_hint')}
            error={tooShort ? t('invitation.too_short') : refused}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={accept.isPending}>
            {t('invitation.submit')}
          </Button>
          <Text size="sm" ta="center">
            <Anchor component={Link} to="/sign-in">
              {t('invitation.to_sign_in')}
            </Anchor>
          </Text>
        </Stack>
      </form>
    </PublicPage>
  );
}
