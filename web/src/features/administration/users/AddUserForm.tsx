import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { ApiError } from '@/platform/api/errors';
import { LOCALES } from '@/platform/i18n/i18n';
import { ROLES, type Locale, type Role } from '../types';
import type { NewUser } from './api';

interface AddUserFormProps {
  error: Error | null;
  saving: boolean;
  /** What the account is most likely for. */
  role: Role;
  onSubmit: (user: NewUser) => void;
  onCancel: () => void;
}

const FIELDS = ['name', 'email'] as const;

/** Who a new account is for. What the server refuses stands at the field it is about. */
export function AddUserForm({ error, saving, role, onSubmit, onCancel }: AddUserFormProps) {
  const { t, i18n } = useTranslation('administration');
  const [user, setUser] = useState<NewUser>({ name: '', email: '', role, locale: i18n.language as Locale });
  const set = (change: Partial<NewUser>) => setUser({ ...user, ...change });
  const problem = (field: (typeof FIELDS)[number]) => {
    if (!(error instanceof ApiError)) return undefined;
    if (error.code === 'email_taken') return field === 'email' ? t('users.add.email_taken') : undefined;
    return error.fieldProblem(field) ? t(`users.add.invalid_${field}`) : undefined;
  };
  const elsewhere = error && !FIELDS.some(problem);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(user);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {elsewhere ? <ErrorState error={error} /> : null}
        <TextInput
          label={t('users.add.name')}
          required
          maxLength={120}
          autoComplete="off"
          data-autofocus
          value={user.name}
          error={problem('name')}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          type="email"
          label={t('users.add.email')}
          required
          maxLength={254}
          autoComplete="off"
          value={user.email}
          error={problem('email')}
          onChange={(event) => set({ email: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('users.role')}
          size="md"
          value={user.role}
          onChange={(event) => set({ role: event.currentTarget.value as Role })}
          data={ROLES.map((value) => ({ value, label: t(`app:roles.${value}`) }))}
        />
        <NativeSelect
          label={t('users.add.language')}
          size="md"
          value={user.locale}
          onChange={(event) => set({ locale: event.currentTarget.value as Locale })}
          data={LOCALES.map((value) => ({ value, label: t(`app:locales.${value}`) }))}
        />
        <Group justify="flex-end" mt="sm">
          <Button variant="default" onClick={onCancel}>
            {t('app:cancel')}
          </Button>
          <Button type="submit" loading={saving}>
            {t('users.add.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
