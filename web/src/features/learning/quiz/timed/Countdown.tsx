import { Text, VisuallyHidden } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatLeft } from './countdown';
import classes from './Timed.module.css';

/** The time left, quietly: minutes, and seconds only in the last five. A screen reader hears of it at five and at one. */
export function Countdown({ left, announced }: { left: number; announced: number | null }) {
  const { t } = useTranslation('learning');
  const { minutes, seconds } = formatLeft(left);
  const clock = seconds === null ? null : `${String(minutes)}:${String(seconds).padStart(2, '0')}`;
  return (
    <div className={classes.clock} data-soon={seconds !== null}>
      <IconClock size={18} aria-hidden />
      <Text component="span" size="sm" fw={600} role="timer" aria-live="off" className={classes.digits}>
        {clock === null ? t('quiz.time.left', { count: minutes }) : t('quiz.time.left_exact', { clock })}
      </Text>
      <VisuallyHidden role="status">
        {announced === null ? '' : t('quiz.time.announced', { count: announced })}
      </VisuallyHidden>
    </div>
  );
}
