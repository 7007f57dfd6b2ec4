// What is displayed: readings smoothed in time, a label that does not flicker. Twin of attune/vision/readings/smoothing.py.

import { EXPRESSIONS, entropyShare, indexOfMax } from '../expressions';
import type { Expression } from '../expressions';
import type { AbstainReason, Reading } from './readings';

const MIN_CONFIDENCE = 0.35;
const MAX_ENTROPY = 0.85;
const TIME_CONSTANT_MS = 1000;
const HOLD_MS = 1000;
const RETURN_MS = 500;
const ENTER = 0.45;
const LEAVE = 0.35;
const LEAD = 0.1;

export interface Displayed {
  label: Expression | 'unknown';
  /** The smoothed probability of the label, 0 when unknown. */
  confidence: number;
  /** Why it is unknown; null when it is not. */
  reason: AbstainReason | null;
}

/** Why a distribution over the expressions says too little to be used, or null. */
export function abstentionReason(p: readonly number[]): AbstainReason | null {
  if (Math.max(...p) < MIN_CONFIDENCE) return 'low_confidence';
  return entropyShare(p) > MAX_ENTROPY ? 'high_entropy' : null;
}

/** Exponential moving average with a time constant, so that frame rates do not matter, and hysteresis. */
export class Smoother {
  #mean: readonly number[] | null = null;
  #usableAt = 0;
  #shown: number | null = null;
  /** The last reading that abstained, where it cost the label. */
  #lost: { t: number; reason: AbstainReason } | null = null;

  /** Take the next reading (t must not run backwards) and say what to display. */
  update(reading: Reading): Displayed {
    if (reading.abstain !== null) return this.#abstain(reading.t, reading.abstain);
    const mean = this.#blend(reading);
    if (this.#lost !== null && reading.t - this.#lost.t < RETURN_MS) return this.#display(this.#lost.reason);
    this.#lost = null;
    this.#choose(mean);
    return this.#display('low_confidence');
  }

  #abstain(t: number, reason: AbstainReason): Displayed {
    if (this.#lost !== null || (this.#mean !== null && t - this.#usableAt > HOLD_MS)) {
      this.#mean = null;
      this.#shown = null;
      this.#lost = { t, reason };
    }
    return this.#display(reason);
  }

  #blend(reading: Reading): readonly number[] {
    const weight = 1 - Math.exp(-(reading.t - this.#usableAt) / TIME_CONSTANT_MS);
    const mean = this.#mean?.map((old, i) => old + weight * (reading.p[i]! - old)) ?? reading.p;
    this.#mean = mean;
    this.#usableAt = reading.t;
    return mean;
  }

  #choose(mean: readonly number[]): void {
    const best = indexOfMax(mean);
    const shown = this.#shown === null ? null : mean[this.#shown]!;
    if (mean[best]! >= ENTER && (shown === null || mean[best]! >= shown + LEAD)) {
      this.#shown = best;
    } else if (shown !== null && shown < LEAVE) {
      this.#shown = null;
    }
  }

  #display(reason: AbstainReason): Displayed {
    if (this.#shown === null || this.#mean === null) return { label: 'unknown', confidence: 0, reason };
    return { label: EXPRESSIONS[this.#shown]!, confidence: this.#mean[this.#shown]!, reason: null };
  }
}
