import { Button, Group, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';

interface AddEntryProps {
  /** The button that opens the field, and does it. */
  label: string;
  field: string;
  primary?: boolean;
  onAdd: (title: string) => Promise<void>;
}

/** A button that becomes a field for a title. */
export function AddEntry({ label, field, primary = false, onAdd }: AddEntryProps) {
  const { t } = useTranslation('courses');
  const [opened, setOpened] = useState(false);
  const [title, setTitle] = useState('');
  const [busy, setBusy] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpened(false);
    setTitle('');
    requestAnimationFrame(() => button.current?.focus());
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() === '') return;
    setBusy(true);
    await onAdd(title.trim());
    setBusy(false);
    close();
  };
  if (!opened)
    return (
      <Button
        ref={button}
        variant={primary ? 'filled' : 'subtle'}
        leftSection={<IconPlus size={18} aria-hidden />}
        style={{ alignSelf: 'start' }}
        onClick={() => setOpened(true)}
      >
        {label}
      </Button>
    );
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Group align="flex-end" gap="sm">
        <TextInput
          flex="1 1 14rem"
          label={field}
          maxLength={200}
          autoFocus
          onKeyDown={(event) => {
            if (event.key === 'Escape') close();
          }}
          value={title}
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit" loading={busy} disabled={title.trim() === ''}>
            {t('editor.add_action')}
          </Button>
          <Button variant="default" onClick={close}>
            {t('app:cancel')}
          </Button>
        </Group>
      </Group>
    </form>
  );
}
