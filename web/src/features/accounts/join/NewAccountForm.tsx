import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import type { Locale } from '@/platform/i18n/i18n';
import { SHORTEST_PASSWORD } from '../PasswordCard';
import { useRegister, type JoinPreview } from './api';

const FIELDS = ['name', 'email', 'password'] as const;

/** A new student's account: name, address and password; it is in the course when it is made. */
export function NewAccountForm({ preview, onDone }: { preview: JoinPreview; onDone: () => void }) {
  const { t, i18n } = useTranslation('accounts');
  const { describe, describeField } = useErrorMessage();
  const register = useRegister(preview.code, onDone);
  const [given, setGiven] = useState({ name: '', email: '', password: '' });
  const [tried, setTried] = useState(false);
  const tooShort = given.password.length < SHORTEST_PASSWORD;
  const locale = i18n.language as Locale;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (given.name.trim() && given.email.trim() && !tooShort) register.mutate({ ...given, locale });
  };
  const problem = (name: (typeof FIELDS)[number]) =>
    (tried && given[name].trim() === '' ? t('app:error.fields.missing') : undefined) ??
    describeField(register.error, name);
  const field = (name: (typeof FIELDS)[number]) => ({
    value: given[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setGiven({ ...given, [name]: event.currentTarget.value }),
    error: problem(name),
    required: true,
    withAsterisk: false,
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {register.error && !FIELDS.some(problem) ? (
          <Alert color="red" role="alert">
            {describe(register.error)}
          </Alert>
        ) : null}
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
        <Button type="submit" loading={register.isPending}>
          {t('join.register')}
        </Button>
      </Stack>
    </form>
  );
}
