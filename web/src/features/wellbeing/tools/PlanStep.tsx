import { Button, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CrisisCard } from '@/components/crisis/CrisisCard';
import { useCrisisWords } from '@/components/crisis/useCrisisWords';
import { signal } from '@/platform/lesson/signals';
import { PLAN_MINUTES, startPlan, usePlan } from './plan';

/** Name the next small step and how long to try; it stays in view until it is done and never leaves the device. */
export function PlanStep({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('wellbeing');
  const [plan, setPlan] = usePlan();
  const [text, setText] = useState(plan?.text ?? '');
  const [minutes, setMinutes] = useState<number>(PLAN_MINUTES[1]);
  const minutesId = useId();
  const crisis = useCrisisWords(text);

  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    setPlan(startPlan(text, minutes, Date.now()));
    signal({ type: 'tool_finished', tool: 'plan' });
    onDone();
  };
  return (
    <Stack component="form" gap="sm" align="stretch" onSubmit={save}>
      <TextInput
        label={t('plan.label')}
        description={t('plan.private')}
        maxLength={120}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <CrisisCard shown={crisis} />
      <div role="group" aria-labelledby={minutesId}>
        <Text id={minutesId} size="sm" fw={500} mb={4}>
          {t('plan.how_long')}
        </Text>
        <SegmentedControl
          fullWidth
          value={String(minutes)}
          onChange={(value) => setMinutes(Number(value))}
          data={PLAN_MINUTES.map((each) => ({ value: String(each), label: t('plan.minutes', { count: each }) }))}
        />
      </div>
      <Button type="submit" size="sm" style={{ alignSelf: 'flex-start' }} disabled={!text.trim()}>
        {t('plan.start')}
      </Button>
    </Stack>
  );
}
