import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NumberReading } from '../api';

interface NumberReadingLineProps {
  typed: string;
  reading: NumberReading;
  onChoose: (text: string) => void;
}

/** How a number is read, where that is not plain to see; and where it can mean several, which one is meant. */
export function NumberReadingLine({ typed, reading, onChoose }: NumberReadingLineProps) {
  const { t } = useTranslation('learning');
  if (reading.status === 'ambiguous') {
    return (
      <div>
        <Text size="sm" mt="xs" c="var(--warm-ink)">
          {t('quiz.reading.which', { typed })}
        </Text>
        <Group gap="xs" mt={6}>
          {reading.choices.map((choice) => (
            <Button key={choice} size="xs" variant="default" onClick={() => onChoose(choice)}>
              {choice}
            </Button>
          ))}
        </Group>
      </div>
    );
  }
  if (reading.problem)
    return (
      <Text size="sm" mt="xs" c="var(--warm-ink)">
        {t(`quiz.problems.${reading.problem}`)}
      </Text>
    );
  if (!reading.text || (reading.text === typed.trim() && !reading.approximately)) return null;
  const key = reading.approximately ? 'quiz.reading.about' : 'quiz.reading.read';
  return (
    <Text size="sm" mt="xs" c="dimmed">
      {t(key, { typed: typed.trim(), text: reading.text, about: reading.approximately })}
    </Text>
  );
}
