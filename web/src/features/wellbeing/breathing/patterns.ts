export type Phase = 'in' | 'hold' | 'out' | 'rest';

/** One way to breathe: its phases in order, with their seconds. */
export interface Pattern {
  name: 'calm' | 'box' | 'deep';
  phases: readonly { phase: Phase; seconds: number }[];
}

/** Short and longer ones; in all but the box the breath out is the longest, which is what calms. */
export const PATTERNS: readonly Pattern[] = [
  {
    name: 'calm',
    phases: [
      { phase: 'in', seconds: 4 },
      { phase: 'hold', seconds: 4 },
      { phase: 'out', seconds: 6 },
    ],
  },
  {
    name: 'box',
    phases: [
      { phase: 'in', seconds: 4 },
      { phase: 'hold', seconds: 4 },
      { phase: 'out', seconds: 4 },
      { phase: 'rest', seconds: 4 },
    ],
  },
  {
    name: 'deep',
    phases: [
      { phase: 'in', seconds: 4 },
      { phase: 'hold', seconds: 7 },
      { phase: 'out', seconds: 8 },
    ],
  },
];

/** A moment of a breath: its phase, which second of it, from 1, and how many it has. */
export interface BreathMoment {
  phase: Phase;
  second: number;
  seconds: number;
}

/** Where a breath is after so many whole seconds. */
export function breathAt({ phases }: Pattern, elapsed: number): BreathMoment {
  const whole = phases.reduce((sum, { seconds }) => sum + seconds, 0);
  let into = Math.floor(elapsed) % whole;
  for (const { phase, seconds } of phases) {
    if (into < seconds) return { phase, second: into + 1, seconds };
    into -= seconds;
  }
  throw new RangeError('A breath has at least one phase.');
}
