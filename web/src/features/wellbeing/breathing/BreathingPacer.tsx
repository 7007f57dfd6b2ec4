import { Button, Group, SegmentedControl, Stack, Switch, Text, VisuallyHidden } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signal } from '@/platform/lesson/signals';
import { useUser } from '@/platform/session';
import classes from './BreathingPacer.module.css';
import { breathAt, PATTERNS, type Pattern } from './patterns';
import { canVibrate, useBreathSignals } from './breathSignals';
import { clock, secondsUntil } from '../tools/countdown';

const SECONDS = 60;

interface Preferences {
  pattern: Pattern['name'];
  sound: boolean;
  vibration: boolean;
}
const QUIET: Preferences = { pattern: 'calm', sound: false, vibration: false };

/** A minute of breathing along, to be seen, heard, felt or read aloud; how is remembered on this device. */
export function BreathingPacer({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('wellbeing');
  const { id } = useUser();
  const [preferences, setPreferences] = useLocalStorage({
    key: `attune.private.breathing.${id}`,
    defaultValue: QUIET,
    getInitialValueInEffect: false,
  });
  const set = (change: Partial<Preferences>) => setPreferences({ ...preferences, ...change });
  const pattern = PATTERNS.find(({ name }) => name === preferences.pattern) ?? PATTERNS[0]!;
  const words = pattern.phases.map(({ phase, seconds }) => t(`breath.phase_for.${phase}`, { count: seconds }));
  const left = useCountdown();

  return (
    <Stack gap="sm" align="stretch">
      <SegmentedControl
        fullWidth
        aria-label={t('breath.pattern')}
        value={pattern.name}
        onChange={(name) => set({ pattern: name as Pattern['name'] })}
        data={PATTERNS.map(({ name, phases }) => ({
          value: name,
          label: t(`breath.patterns.${name}`, { numbers: phases.map(({ seconds }) => seconds).join('-') }),
        }))}
      />
      <Text size="sm">{t('breath.words', { words: words.join(', ') })}</Text>
      {left > 0 ? (
        <Circle key={pattern.name} pattern={pattern} elapsed={SECONDS - left} preferences={preferences} />
      ) : (
        <Text role="status">{t('break_timer.over')}</Text>
      )}
      <Group gap="lg">
        <Switch
          size="sm"
          label={t('breath.sound')}
          checked={preferences.sound}
          onChange={(event) => set({ sound: event.currentTarget.checked })}
        />
        {canVibrate() ? (
          <Switch
            size="sm"
            label={t('breath.vibration')}
            checked={preferences.vibration}
            onChange={(event) => set({ vibration: event.currentTarget.checked })}
          />
        ) : null}
      </Group>
      <Group justify="space-between">
        <Text fw={600} size="lg" role="timer" aria-label={t('breath.left')}>
          {clock(left)}
        </Text>
        <Button size="sm" variant="default" onClick={onDone}>
          {left > 0 ? t('breath.end') : t('break_timer.done')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Whole seconds that are left; says once that the minute was breathed to its end. */
function useCountdown(): number {
  const [left, setLeft] = useState(SECONDS);
  useEffect(() => {
    const end = Date.now() + SECONDS * 1000;
    const timer = setInterval(() => setLeft(secondsUntil(end, Date.now())), 250);
    return () => clearInterval(timer);
  }, []);
  const over = left === 0;
  useEffect(() => {
    if (over) signal({ type: 'tool_finished', tool: 'breathing' });
  }, [over]);
  return left;
}

interface CircleProps {
  pattern: Pattern;
  elapsed: number;
  preferences: Preferences;
}

/** The circle that grows and shrinks with the breath, and the same in words, which are also what is read aloud. */
function Circle({ pattern, elapsed, preferences }: CircleProps) {
  const { t } = useTranslation('wellbeing');
  const [begun] = useState(elapsed);
  const { phase, second, seconds } = breathAt(pattern, elapsed - begun);
  useBreathSignals(phase, preferences);
  return (
    <div className={classes.stage}>
      <div
        aria-hidden="true"
        className={classes.breath}
        data-phase={phase}
        style={{ transitionDuration: `${seconds}s` }}
      />
      <div aria-hidden="true" className={classes.word}>
        <span>{t(`breath.phases.${phase}`)}</span>
        <span className={classes.count}>{second}</span>
      </div>
      <VisuallyHidden role="status">{t(`breath.phase_for.${phase}`, { count: seconds })}</VisuallyHidden>
    </div>
  );
}
