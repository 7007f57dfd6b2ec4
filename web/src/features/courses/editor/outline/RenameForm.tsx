import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface RenameFormProps {
  label: string;
  value: string;
  /** The new title; null where it stays as it is. */
  onRename: (title: string | null) => void;
}

/** A field for another title. */
export function RenameForm({ label, value, onRename }: RenameFormProps) {
  const { t } = useTranslation('courses');
  const [title, setTitle] = useState(value);
  const text = title.trim();
  return (
    <form
      noValidate
      style={{ flex: 1 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (text !== '') onRename(text === value ? null : text);
      }}
    >
      <Group align="flex-end" gap="sm">
        <TextInput
          flex="1 1 14rem"
          label={label}
          maxLength={200}
          autoFocus
          onKeyDown={(event) => {
            if (event.key === 'Escape') onRename(null);
          }}
          value={title}
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit" disabled={text === ''}>
            {t('app:save')}
          </Button>
          <Button variant="default" onClick={() => onRename(null)}>
            {t('app:cancel')}
          </Button>
        </Group>
      </Group>
    </form>
  );
}
