import { Group, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { affectKey } from '@/components/affect';
import type { Library } from './api';
import { MESSAGE_STATUSES, STRATEGIES, type MessageFilter } from './filter';

interface MessageFiltersProps {
  library: Library;
  filter: MessageFilter;
  onChange: (filter: MessageFilter) => void;
}

/** Which messages to show, and in which language. */
export function MessageFilters({ library, filter, onChange }: MessageFiltersProps) {
  const { t } = useTranslation('administration');
  const all = { value: '', label: t('messages.filter.all') };
  const select = <Name extends 'state' | 'strategy' | 'status' | 'language'>(
    name: Name,
    data: { value: string; label: string }[],
  ) => (
    <NativeSelect
      label={t(`messages.filter.${name}`)}
      value={filter[name]}
      flex="1 1 10rem"
      data={data}
      onChange={(event) => onChange({ ...filter, [name]: event.currentTarget.value as MessageFilter[Name] })}
    />
  );
  return (
    <Group component="search" align="flex-end" mb="lg" gap="md">
      <TextInput
        type="search"
        label={t('messages.filter.query')}
        value={filter.query}
        flex="2 1 14rem"
        leftSection={<IconSearch aria-hidden size={18} />}
        onChange={(event) => onChange({ ...filter, query: event.currentTarget.value })}
      />
      {select('state', [all, ...library.states.map((value) => ({ value, label: t(affectKey(value)) }))])}
      {select('strategy', [all, ...STRATEGIES.map((value) => ({ value, label: t(`messages.strategies.${value}`) }))])}
      {select('status', [all, ...MESSAGE_STATUSES.map((value) => ({ value, label: t(`messages.statuses.${value}`) }))])}
      {select(
        'language',
        library.languages.map((value) => ({ value, label: t(`app:locales.${value}`) })),
      )}
    </Group>
  );
}
