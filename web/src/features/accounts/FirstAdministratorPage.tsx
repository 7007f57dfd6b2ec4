import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation } from 'react-router';
import { useErrorMessage } from '@/components/state/errorMessage';
import type { Locale } from '@/platform/i18n/i18n';
import { useSession } from '@/platform/session';
import { useCreateFirstAdministrator } from './api';
import { SHORTEST_PASSWORD } from './PasswordCard';
import { PublicPage } from './PublicPage';

const AFTERWARDS = '/admin/setup';

/** The first account of an empty institution, for whoever has the link that the server printed. */
export function FirstAdministratorPage() {
  const { t, i18n } = useTranslation('accounts');
  const { describe, describeField } = useErrorMessage();
  const { hash } = useLocation();
  const session = useSession();
  const create = useCreateFirstAdministrator();
  const [given, setGiven] = useState({ token: hash.slice(1), name: '', email: '', password: '' });
  const [tried, setTried] = useState(false);
  const locale = i18n.language as Locale;

  if (create.isSuccess) return <Navigate to={AFTERWARDS} replace />;
  if (session.data && !session.data.unclaimed) return <Navigate to="/" replace />;

  const tooShort = given.password.length < SHORTEST_PASSWORD;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (given.token && given.name.trim() && given.email.trim() && !tooShort) create.mutate({ ...given, locale });
  };
  const problem = (field: keyof typeof given) =>
    (tried && given[field].trim() === '' ? t('app:error.fields.missing') : undefined) ??
    describeField(create.error, field);
  const field = (name: keyof typeof given) => ({
    value: given[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setGiven({ ...given, [name]: event.currentTarget.value }),
    error: problem(name),
    required: true,
    withAsterisk: false,
  });
  const elsewhere = create.error && !(['token', 'name', 'email', 'password'] as const).some(problem);

  return (
    <PublicPage title={t('first.title')} lead={t('first.lead')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {elsewhere ? (
            <Alert color="red" role="alert">
              {describe(create.error)}
            </Alert>
          ) : null}
          {hash ? null : <TextInput label={t('first.token')} description={t('first.token_hint')} {...field('token')} />}
          <TextInput label={t('first.name')} autoComplete="name" maxLength={120} {...field('name')} />
          <TextInput
            label={t('sign_in.email')}
            type="email"
            autoComplete="username"
            maxLength={254}
            {...field('email')}
          />
          <PasswordInput
            label={t('first.password')}
            description={t('invitation.password_hint')}
            size="md"
            autoComplete="new-password"
            {...field('password')}
            error={tried && tooShort ? t('invitation.too_short') : problem('password')}
          />
          <Button type="submit" loading={create.isPending}>
            {t('first.submit')}
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
