import type { ArmOutcome, Comparison, Effect } from './api';

/** An arm of twelve learners, nine of twelve moments of whom went well. */
export function arm(change: Partial<ArmOutcome> = {}): ArmOutcome {
  return {
    arm: 'with_messages',
    learners: 12,
    outcome: { count: 9, n: 12, share: 0.75, low: 0.47, high: 0.91 },
    ...change,
  };
}

/** An arm that is too small to be shown. */
export const hidden = arm({ arm: 'without_messages', learners: null, outcome: null });

export function comparison(change: Partial<Comparison> = {}): Comparison {
  return {
    measure: 'ended',
    arms: [arm(), arm({ arm: 'without_messages', outcome: { count: 6, n: 12, share: 0.5, low: 0.25, high: 0.75 } })],
    difference: { value: 0.25, low: -0.12, high: 0.54 },
    ...change,
  };
}

export function effect(change: Partial<Effect> = {}): Effect {
  return {
    since: '2026-03-01T00:00:00Z',
    until: null,
    share: 0.1,
    running: true,
    minimum: 10,
    retention_days: 30,
    comparisons: [
      comparison(),
      comparison({ measure: 'quiz_passed' }),
      comparison({ measure: 'helpful', arms: [arm()], difference: null }),
    ],
    ...change,
  };
}
