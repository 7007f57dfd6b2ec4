import { Button, SimpleGrid, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { AffectIcon } from '@/components/AffectIcon';
import type { Feeling } from './api';
import { FEELINGS } from './feelings';

interface FeelingPickerProps {
  label: string;
  disabled?: boolean;
  /** What is chosen already, where a choice can be seen before it is sent. */
  value?: Feeling | null;
  onPick: (feeling: Feeling) => void;
}

/** One tap says how one feels; what is said is taken as true. */
export function FeelingPicker({ label, disabled = false, value, onPick }: FeelingPickerProps) {
  const { t } = useTranslation('wellbeing');
  const id = useId();
  return (
    <Stack gap="sm" role="group" aria-label={label}>
      {(['learning', 'mood'] as const).map((group) => (
        <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
          <Text id={`${id}-${group}`} size="sm" c="dimmed" mb={4}>
            {t(`feeling_groups.${group}`)}
          </Text>
          <SimpleGrid cols={2} spacing={6} verticalSpacing={6}>
            {FEELINGS[group].map((feeling) => (
              <Button
                key={feeling}
                variant={value === feeling ? 'light' : 'default'}
                size="compact-md"
                justify="flex-start"
                fw={500}
                h={36}
                px="sm"
                disabled={disabled}
                aria-pressed={value === undefined ? undefined : value === feeling}
                leftSection={<AffectIcon name={feeling} />}
                onClick={() => onPick(feeling)}
              >
                {t(`feelings.${feeling}`)}
              </Button>
            ))}
          </SimpleGrid>
        </div>
      ))}
    </Stack>
  );
}
