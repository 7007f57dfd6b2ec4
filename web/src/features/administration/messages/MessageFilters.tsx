import { Group, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Library } from './api';
import { MESSAGE_STATUSES, type MessageFilter } from './filter';

interface MessageFiltersProps {
  library: Library;
  filter: MessageFilter;
  onChange: (change: Partial<MessageFilter>) => void;
}

/** Which messages to show, and in which language. */
export function MessageFilters({ library, filter, onChange }: MessageFiltersProps) {
  const { t } = useTranslation('administration');
  const all = { value: '', label: t('messages.filter.all') };
  const select = <Name extends 'cause' | 'strategy' | 'style' | 'status' | 'language'>(
    name: Name,
    data: { value: string; label: string }[],
  ) => (
    <NativeSelect
      label={t(`messages.filter.${name}`)}
      value={filter[name]}
      flex="1 1 10rem"
      data={data}
      onChange={(event) => onChange({ [name]: event.currentTarget.value as MessageFilter[Name] })}
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
        onChange={(event) => onChange({ query: event.currentTarget.value })}
      />
      {select('cause', [all, ...library.causes.map((value) => ({ value, label: t(`messages.causes.${value}`) }))])}
      {select('strategy', [
        all,
        ...library.strategies.map((value) => ({ value, label: t(`messages.strategies.${value}`) })),
      ])}
      {select('style', [all, ...library.styles.map((value) => ({ value, label: t(`messages.styles.${value}`) }))])}
      {select('status', [all, ...MESSAGE_STATUSES.map((value) => ({ value, label: t(`messages.statuses.${value}`) }))])}
      {select(
        'language',
        library.languages.map((value) => ({ value, label: t(`app:locales.${value}`) })),
      )}
    </Group>
  );
}
