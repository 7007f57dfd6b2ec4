import { TextInput } from '@mantine/core';
import { useZonedInput } from '@/platform/i18n/useZonedInput';

interface InstantInputProps {
  label: string;
  description?: string;
  /** ISO 8601; null for none. */
  value: string | null;
  onChange: (instant: string | null) => void;
}

/** A date with a time, entered in the institution's zone and by the browser's own means. */
export function InstantInput({ label, description, value, onChange }: InstantInputProps) {
  const { toInput, fromInput, zoneNote } = useZonedInput();
  return (
    <TextInput
      type="datetime-local"
      label={label}
      description={[description, zoneNote].filter(Boolean).join(' ')}
      value={toInput(value)}
      onChange={({ currentTarget }) => onChange(fromInput(currentTarget.value))}
    />
  );
}
