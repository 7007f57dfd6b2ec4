import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation } from 'react-router';
import { useErrorMessage } from '@/components/state/errorMessage';
import { ApiError } from '@/platform/api/errors';
import { useSession } from '@/platform/session';
import { useSignIn } from './api';
import { DemoAccounts } from './DemoAccounts';
import { nextPage } from './nextPage';
import { PublicPage } from './PublicPage';

/** Email and password; on a demonstration server also the people one can be. */
export function SignInPage() {
  const { t } = useTranslation('accounts');
  const { describe } = useErrorMessage();
  const { search } = useLocation();
  const session = useSession();
  const signIn = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const missing = (value: string) => (tried && value.trim() === '' ? t('app:error.fields.missing') : undefined);

  if (session.data?.user) return <Navigate to={nextPage(search)} replace />;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (email.trim() !== '' && password !== '') signIn.mutate({ email, password });
  };
  const wrong = signIn.error instanceof ApiError && signIn.error.code === 'invalid_credentials';

  return (
    <PublicPage
      title={t('sign_in.title')}
      lead={nextPage(search) === '/' ? t('sign_in.lead') : t('sign_in.to_continue')}
    >
      {session.data?.unclaimed ? (
        <Alert color="apricot" title={t('first.unclaimed_title')}>
          <Text size="sm">{t('first.unclaimed')}</Text>
          <Button component={Link} to="/setup" variant="default" size="sm" mt="sm">
            {t('first.have_token')}
          </Button>
        </Alert>
      ) : null}
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {signIn.error ? (
            <Alert color="red" role="alert">
              {wrong ? t('sign_in.wrong') : describe(signIn.error)}
            </Alert>
          ) : null}
          <TextInput
            label={t('sign_in.email')}
            type="email"
            name="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            error={missing(email)}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('sign_in.password')}
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            size="md"
            value={password}
            error={missing(password)}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={signIn.isPending} mt="xs">
            {t('sign_in.submit')}
          </Button>
        </Stack>
      </form>
      <Text size="sm" ta="center">
        {t('join.have_code')}{' '}
        <Anchor component={Link} to="/join">
          {t('join.open')}
        </Anchor>
      </Text>
      {session.data?.demo ? <DemoAccounts onChoose={signIn.mutate} /> : null}
    </PublicPage>
  );
}
