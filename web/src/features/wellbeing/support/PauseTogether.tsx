import { Button, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './PauseTogether.module.css';

const SECONDS = { break: 5 * 60, breathing: 60 };

/** Seconds as a clock shows them: 4:05. */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A break of five minutes, or a minute of breathing. The lesson waits. */
export function PauseTogether({ kind, onDone }: { kind: 'break' | 'breathing'; onDone: () => void }) {
  const { t } = useTranslation('wellbeing');
  const [left, setLeft] = useState(SECONDS[kind]);

  useEffect(() => {
    const end = Date.now() + SECONDS[kind] * 1000;
    const timer = setInterval(() => setLeft(Math.max(0, Math.round((end - Date.now()) / 1000))), 1000);
    return () => clearInterval(timer);
  }, [kind]);

  return (
    <Stack gap="sm" align="flex-start">
      <Text>{left > 0 ? t(`pause.${kind}`) : t('pause.over')}</Text>
      {kind === 'breathing' && left > 0 ? <div className={classes.breath} aria-hidden="true" /> : null}
      <Text fw={600} size="lg" role="timer">{clock(left)}</Text>
      <Button size="sm" variant="default" onClick={onDone}>{t('pause.done')}</Button>
    </Stack>
  );
}
