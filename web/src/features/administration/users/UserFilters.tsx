import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES, type Role } from '../types';
import type { UserFilter } from './api';

const TYPING_PAUSE_MS = 250;

interface UserFiltersProps {
  filter: UserFilter;
  onChange: (change: Partial<UserFilter>) => void;
}

/** Search by part of a name or address, and by role. */
export function UserFilters({ filter, onChange }: UserFiltersProps) {
  const { t } = useTranslation('administration');
  const [query, setQuery] = useState(filter.query);
  const search = useDebouncedCallback((text: string) => onChange({ query: text.trim() }), TYPING_PAUSE_MS);
  const type = (text: string) => {
    setQuery(text);
    search(text);
  };
  return (
    <Group component="search" align="flex-end" mb="lg" gap="md">
      <TextInput
        type="search"
        label={t('users.search')}
        placeholder={t('users.search_hint')}
        value={query}
        flex="1 1 16rem"
        leftSection={<IconSearch aria-hidden size={18} />}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('users.role')}
        value={filter.role}
        size="md"
        flex="0 1 14rem"
        onChange={(event) => onChange({ role: event.currentTarget.value as Role | '' })}
        data={[
          { value: '', label: t('users.all_roles') },
          ...ROLES.map((role) => ({ value: role, label: t(`app:roles.${role}`) })),
        ]}
      />
    </Group>
  );
}
