import { Button, Card, Group, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import { ApiError } from '@/platform/api/errors';
import { useChangeProfile } from '@/platform/session';

export const SHORTEST_PASSWORD = 10;

/** Change the password, knowing the current one. */
export function PasswordCard() {
  const { t } = useTranslation('accounts');
  const { describe, describeField } = useErrorMessage();
  const change = useChangeProfile();
  const [current, setCurrent] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const error = change.error instanceof ApiError ? change.error : null;
  const [incomplete, setIncomplete] = useState(false);
  const newProblem =
    incomplete && newPassword.length < SHORTEST_PASSWORD
      ? t('invitation.too_short')
      : describeField(error, 'new_password');
  const wrong =
    error?.code === 'invalid_credentials' ? t('profile.wrong_password') : describeField(error, 'current_password');
  const currentProblem = incomplete && current === '' ? t('app:error.fields.missing') : wrong;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const complete = current !== '' && newPassword.length >= SHORTEST_PASSWORD;
    setIncomplete(!complete);
    if (!complete) return;
    change.mutate(
      { current_password: current, new_password: newPassword },
      {
        onSuccess: () => {
          setCurrent('');
          setNewPassword('');
        },
      },
    );
  };

  return (
    <Card component="form" onSubmit={submit} noValidate>
      <Stack>
        <Title order={2} size="h3">
          {t('profile.password_title')}
        </Title>
        <PasswordInput
          label={t('profile.current_password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          size="md"
          value={current}
          error={currentProblem}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('profile.new_password')}
          description={t('invitation.password_hint')}
          autoComplete="new-password"
          required
          withAsterisk={false}
          size="md"
          value={newPassword}
          error={newProblem}
          onChange={(event) => setNewPassword(event.currentTarget.value)}
        />
        {error && !newProblem && !currentProblem ? (
          <Text c="var(--danger-ink)" role="alert">
            {describe(error)}
          </Text>
        ) : null}
        <Group>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t('profile.change_password')}
          </Button>
          <Text role="status" c="var(--positive-ink)">
            {change.isSuccess ? t('profile.password_changed') : ''}
          </Text>
        </Group>
      </Stack>
    </Card>
  );
}
