import { Checkbox, Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useReaderNames, type HelpReaders } from './readers';

interface UrgentMarkProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  readers: HelpReaders | undefined;
}

/** The student's own mark on a question, and who will read it. What is sent is the mark, never why it was set. */
export function UrgentMark({ checked, onChange, readers }: UrgentMarkProps) {
  const { t } = useTranslation('app');
  const names = useReaderNames()(readers, checked);
  const description = useId();
  return (
    <div>
      <Checkbox
        size="sm"
        label={t('urgent.label')}
        checked={checked}
        aria-describedby={description}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <Text size="sm" c="dimmed" mt={4} id={description} aria-live="polite">
        {names === ''
          ? t(checked ? 'urgent.unknown_first' : 'urgent.unknown')
          : t(checked ? 'urgent.first' : 'urgent.readers', { names })}
      </Text>
    </div>
  );
}
