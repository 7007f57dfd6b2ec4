import { Button, Card, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { ErrorState } from '@/components/state/ErrorState';
import { LOCALES } from '@/platform/i18n/i18n';
import { useChangeProfile, useUser, type User } from '@/platform/session';
import { PasswordCard } from './PasswordCard';

/** One's own name, language and password. */
export function ProfilePage() {
  const { t } = useTranslation(['accounts', 'app']);
  return (
    <Page title={t('profile.title')} lead={t('profile.lead')}>
      <Stack gap="lg" maw="34rem">
        <DetailsCard user={useUser()} />
        <PasswordCard />
      </Stack>
    </Page>
  );
}

function DetailsCard({ user }: { user: User }) {
  const { t } = useTranslation(['accounts', 'app']);
  const change = useChangeProfile();
  const [name, setName] = useState(user.name);
  const [locale, setLocale] = useState<User['locale']>(user.locale);
  const missing = name.trim() === '';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!missing) change.mutate({ name: name.trim(), locale });
  };

  return (
    <Card component="form" onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label={t('profile.name')}
          autoComplete="name"
          value={name}
          error={missing ? t('profile.name_missing') : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput label={t('profile.email')} value={user.email} readOnly description={t('profile.email_hint')} />
        <Select
          label={t('profile.language')}
          allowDeselect={false}
          value={locale}
          onChange={(value) => setLocale(value as User['locale'])}
          data={LOCALES.map((value) => ({ value, label: t(`app:locales.${value}`) }))}
        />
        {change.error ? <ErrorState error={change.error} /> : null}
        <Group>
          <Button type="submit" loading={change.isPending}>
            {t('app:save')}
          </Button>
          <Text role="status" c="var(--positive-ink)">
            {change.isSuccess ? t('profile.saved') : ''}
          </Text>
        </Group>
      </Stack>
    </Card>
  );
}
