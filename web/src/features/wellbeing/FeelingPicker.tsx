import { Button, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Feeling } from './api';
import { FEELINGS } from './feelings';

interface FeelingPickerProps {
  label: string;
  disabled?: boolean;
  onPick: (feeling: Feeling) => void;
}

/** One tap says how one feels; what is said is taken as true. */
export function FeelingPicker({ label, disabled = false, onPick }: FeelingPickerProps) {
  const { t } = useTranslation('wellbeing');
  return (
    <SimpleGrid cols={2} spacing={6} role="group" aria-label={label}>
      {FEELINGS.map(({ feeling, emoji }) => (
        <Button
          key={feeling} variant="default" size="compact-md" justify="flex-start" fw={500} h={38} px="sm" disabled={disabled}
          leftSection={<span aria-hidden="true">{emoji}</span>} onClick={() => onPick(feeling)}
        >
          {t(`feelings.${feeling}`)}
        </Button>
      ))}
    </SimpleGrid>
  );
}
