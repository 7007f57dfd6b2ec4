import { useLocalStorage } from '@mantine/hooks';
import { useUser } from '@/platform/session';

/** A next step that the student has set themselves. It stays on this device. Instants in milliseconds. */
export interface Plan {
  text: string;
  minutes: number;
  endsAt: number;
}

export const PLAN_MINUTES = [5, 10, 15, 25] as const;

/** A step of so many minutes that begins now. */
export function startPlan(text: string, minutes: number, now: number): Plan {
  return { text: text.trim(), minutes, endsAt: now + minutes * 60_000 };
}

/** The plan with more time, counted from now where it has run out. */
export function extendPlan(plan: Plan, minutes: number, now: number): Plan {
  return { ...plan, endsAt: Math.max(plan.endsAt, now) + minutes * 60_000 };
}

/** The student's plan: kept over a reload, the same in every tab, forgotten when they sign out. */
export function usePlan(): [Plan | null, (plan: Plan | null) => void] {
  const { id } = useUser();
  const [plan, setPlan, clear] = useLocalStorage<Plan | null>({
    key: `attune.private.plan.${id}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  return [plan, (next) => (next ? setPlan(next) : clear())];
}
