import { Button, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { breathAt, clock, secondsUntil } from './countdown';
import classes from './BreakTimer.module.css';

const SECONDS = { break: 120, breathing: 60 };

/** Two minutes off, or a minute of breathing, with a circle to breathe along with. Over at any time; the lesson waits. */
export function BreakTimer({ kind, onDone }: { kind: 'break' | 'breathing'; onDone: () => void }) {
  const { t } = useTranslation('wellbeing');
  const [left, setLeft] = useState(SECONDS[kind]);

  useEffect(() => {
    const end = Date.now() + SECONDS[kind] * 1000;
    const timer = setInterval(() => setLeft(secondsUntil(end, Date.now())), 500);
    return () => clearInterval(timer);
  }, [kind]);

  return (
    <Stack gap="sm" align="center">
      <Text style={{ alignSelf: 'flex-start' }}>{left > 0 ? t(`break_timer.${kind}`) : t('break_timer.over')}</Text>
      <VisuallyHidden role="status">{left > 0 ? '' : t('break_timer.over')}</VisuallyHidden>
      {left > 0 ? (
        <div className={classes.stage} aria-hidden="true">
          <div className={classes.breath} />
          <span className={classes.word}>{t(`break_timer.${breathAt(SECONDS[kind] - left)}`)}</span>
        </div>
      ) : null}
      <Text fw={600} size="lg" role="timer">
        {clock(left)}
      </Text>
      <Button size="sm" variant="default" onClick={onDone}>
        {left > 0 ? t('break_timer.end') : t('break_timer.done')}
      </Button>
    </Stack>
  );
}
