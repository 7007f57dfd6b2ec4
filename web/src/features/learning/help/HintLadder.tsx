import { Button, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RichText } from '../blocks/RichText';

interface HintLadderProps {
  hints: readonly string[];
  /** How many of them are shown. */
  rung: number;
  /** The way on, or away. */
  action?: { label: string; onClick: () => void } | null;
}

/** The hints so far: one step at a time leaves the rest to the student. */
export function HintLadder({ hints, rung, action = null }: HintLadderProps) {
  const { t } = useTranslation('learning');
  return (
    <Paper p="md" radius="md" bg="var(--surface-warm)">
      <Stack gap="sm" aria-live="polite">
        {hints.slice(0, rung).map((hint, index) => (
          <div key={hint}>
            {hints.length > 1 ? (
              <Text size="sm" fw={600} c="var(--warm-ink)">
                {t('hint.step', { number: index + 1, count: hints.length })}
              </Text>
            ) : null}
            <RichText html={hint} />
          </div>
        ))}
      </Stack>
      {action ? (
        <Button size="compact-sm" mt="sm" variant="default" onClick={action.onClick}>
          {action.label}
        </Button>
      ) : null}
    </Paper>
  );
}
