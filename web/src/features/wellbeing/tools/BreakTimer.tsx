import { Button, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signal } from '@/platform/lesson/signals';
import { clock, secondsUntil } from './countdown';

const SECONDS = 120;

/** Two minutes off. Over at any time; the lesson waits. */
export function BreakTimer({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('wellbeing');
  const [left, setLeft] = useState(SECONDS);
  const over = left === 0;

  useEffect(() => {
    const end = Date.now() + SECONDS * 1000;
    const timer = setInterval(() => setLeft(secondsUntil(end, Date.now())), 500);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (over) signal({ type: 'tool_finished', tool: 'break' });
  }, [over]);

  return (
    <Stack gap="sm" align="flex-start">
      <Text>{over ? t('break_timer.over') : t('break_timer.break')}</Text>
      <VisuallyHidden role="status">{over ? t('break_timer.over') : ''}</VisuallyHidden>
      <Text fw={600} fz="1.6rem" role="timer">
        {clock(left)}
      </Text>
      <Button size="sm" variant="default" onClick={onDone}>
        {over ? t('break_timer.done') : t('break_timer.end')}
      </Button>
    </Stack>
  );
}
