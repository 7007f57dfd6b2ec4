import type { ArmOutcome, Comparison, Experiment, Plan } from './api';

/** An arm of twelve students, nine of twelve moments of whom went well. */
export function arm(change: Partial<ArmOutcome> = {}): ArmOutcome {
  return {
    arm: 'with_messages',
    outcome: { count: 9, moments: 12, students: 12, share: 0.75, low: 0.47, high: 0.91 },
    ...change,
  };
}

/** An arm that is too small to be shown. */
export const hidden = arm({ arm: 'without_messages', outcome: null });

export function comparison(change: Partial<Comparison> = {}): Comparison {
  return {
    measure: 'next_item_right',
    arms: [
      arm(),
      arm({
        arm: 'without_messages',
        outcome: { count: 6, moments: 12, students: 12, share: 0.5, low: 0.25, high: 0.75 },
      }),
    ],
    effect: { difference: 0.25, low: -0.12, high: 0.54, students: 24, moments: 24 },
    verdict: 'open',
    ...change,
  };
}

export function plan(change: Partial<Plan> = {}): Plan {
  return {
    share: 0.3,
    weeks: 2,
    minimal_effect: 0.05,
    primary_outcome: 'next_item_right',
    analysis: 'Weighted and centred least squares.',
    starts_at: '2026-03-02T09:00:00Z',
    ends_at: '2026-03-16T09:00:00Z',
    results_at: '2026-03-30T09:00:00Z',
    hash: 'a'.repeat(64),
    audit_seq: 7,
    unchanged: true,
    ...change,
  };
}

/** No experiment yet, at an institution of 120 students. */
export function experiment(change: Partial<Experiment> = {}): Experiment {
  return {
    state: 'none',
    control_arm_share: 0,
    students: 120,
    minimum: 10,
    retention_days: 30,
    longest_weeks: 2,
    plan: null,
    deviations: [],
    progress: null,
    result_plan: null,
    comparisons: [],
    ...change,
  };
}
