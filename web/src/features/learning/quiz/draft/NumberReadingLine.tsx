import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NumberReading } from '../api';
import classes from './NumberReadingLine.module.css';

interface NumberReadingLineProps {
  typed: string;
  /** Null while it is not known how the number is read. */
  reading: NumberReading | null;
  onChoose: (text: string) => void;
}

/**
 * How a number is read, where that is not plain to see; and where it can mean several, which one is meant. Its room is there
 * before it is: it comes a moment after the last digit, when the next button is already aimed at.
 */
export function NumberReadingLine(props: NumberReadingLineProps) {
  return (
    <div className={classes.line}>
      <Reading {...props} />
    </div>
  );
}

function Reading({ typed, reading, onChoose }: NumberReadingLineProps) {
  const { t } = useTranslation('learning');
  if (reading === null) return null;
  if (reading.status === 'ambiguous') {
    return (
      <>
        <Text span size="sm" c="var(--warm-ink)">
          {t('quiz.reading.which')}
        </Text>
        {reading.choices.map((choice) => (
          <Button key={choice} size="xs" variant="default" onClick={() => onChoose(choice)}>
            {choice}
          </Button>
        ))}
      </>
    );
  }
  if (reading.problem)
    return (
      <Text span size="sm" c="var(--warm-ink)">
        {t(`quiz.problems.${reading.problem}`)}
      </Text>
    );
  if (!reading.text || (reading.text === typed.trim() && !reading.approximately)) return null;
  const key = reading.approximately ? 'quiz.reading.about' : 'quiz.reading.read';
  return (
    <Text span size="sm" c="dimmed">
      {t(key, { typed: typed.trim(), text: reading.text, about: reading.approximately })}
    </Text>
  );
}
