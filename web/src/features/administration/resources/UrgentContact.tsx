import { Card, Select, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import { useUsers } from '../users/api';
import { useChangeUrgentContact, useUrgentContact } from './api';

/** Who reads what students mark as urgent, besides the tutors of their course. */
export function UrgentContact() {
  const { t } = useTranslation('administration');
  const { describe } = useErrorMessage();
  const [query, setQuery] = useState('');
  const { data: contact } = useUrgentContact();
  const change = useChangeUrgentContact();
  const tutors = useUsers({ query, role: 'tutor', page: 1 }).data?.users ?? [];
  if (!contact) return null;

  const options = tutors.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }));
  const named = contact.user_id ? [{ value: contact.user_id, label: contact.name ?? '' }] : [];
  return (
    <Card component="section" aria-labelledby="urgent-contact-title" mt="xl">
      <Title order={2} size="h3" id="urgent-contact-title">
        {t('resources.urgent.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        {t('resources.urgent.lead')}
      </Text>
      <Select
        label={t('resources.urgent.label')}
        placeholder={t('resources.urgent.none')}
        nothingFoundMessage={t('resources.urgent.not_found')}
        maw="28rem"
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('resources.urgent.clear') }}
        value={contact.user_id}
        data={[...named.filter(({ value }) => options.every((option) => option.value !== value)), ...options]}
        filter={({ options: listed }) => listed /* the server has searched */}
        onSearchChange={(text) => setQuery(text === contact.name ? '' : text.trim())}
        disabled={change.isPending}
        error={problem()}
        onChange={(userId) => change.mutate(userId)}
      />
    </Card>
  );

  function problem(): string | undefined {
    if (change.error) return describe(change.error);
    return contact?.user_id && !contact.can_answer ? t('resources.urgent.cannot_answer') : undefined;
  }
}
