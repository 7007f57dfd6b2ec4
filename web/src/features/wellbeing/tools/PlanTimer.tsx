import { Button, Group, Text, VisuallyHidden } from '@mantine/core';
import { IconTargetArrow } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock, secondsUntil } from './countdown';
import { extendPlan, usePlan, type Plan } from './plan';
import classes from './ToolPanel.module.css';

const MORE_MINUTES = 5;

/** The step that the student has planned, with the time left. It ends without a sound, and only the student puts it away. */
export function PlanTimer() {
  const [plan, setPlan] = usePlan();
  return plan ? <RunningPlan plan={plan} setPlan={setPlan} /> : null;
}

function RunningPlan({ plan, setPlan }: { plan: Plan; setPlan: (plan: Plan | null) => void }) {
  const { t } = useTranslation('wellbeing');
  const left = secondsUntil(plan.endsAt, useNow());

  return (
    <section className={classes.plan} aria-label={t('plan.yours')}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <IconTargetArrow size={18} aria-hidden className={classes.planIcon} />
        <Text size="sm" fw={550} flex={1} style={{ overflowWrap: 'anywhere' }}>
          {plan.text}
        </Text>
        {left > 0 ? (
          <Text size="sm" role="timer" fw={600}>
            {clock(left)}
          </Text>
        ) : null}
      </Group>
      {left === 0 ? (
        <Text size="sm" c="dimmed">
          {t('plan.over')}
        </Text>
      ) : null}
      <VisuallyHidden role="status">{left === 0 ? t('plan.over') : ''}</VisuallyHidden>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={() => setPlan(null)}>
          {t('plan.done')}
        </Button>
        {left === 0 ? (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => setPlan(extendPlan(plan, MORE_MINUTES, Date.now()))}
          >
            {t('plan.more', { count: MORE_MINUTES })}
          </Button>
        ) : null}
      </Group>
    </section>
  );
}

/** The present in milliseconds, renewed every second. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
