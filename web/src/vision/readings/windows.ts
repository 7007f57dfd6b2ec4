// Readings -> window: where this device reads the camera, the only thing about a face that ever leaves it. Twin of attune/affect/windows.py.

import { EXPRESSIONS, entropyShare, indexOfMax } from '../expressions';
import type { Expression } from '../expressions';
import type { Reading } from './readings';

const LEVELS = 255;
const MIN_COVERAGE = 0.5;
const MIN_READINGS = 3;
const MIN_CONFIDENCE = 0.4;
const MAX_ENTROPY = 0.85;

/** Who reads the frames: this device, or the institution's server. */
export type WindowSource = 'on_device' | 'server';

export interface WindowSummary {
  id: string;
  /** ISO 8601, UTC. */
  started_at: string;
  seconds: number;
  /** Eight integers in 0..255 that sum to 255, in the order of EXPRESSIONS. */
  p: number[];
  /** Share of the readings that were usable. */
  coverage: number;
  /** Mean quality of the usable readings, 0 when there are none. */
  quality: number;
  state: Expression | 'unknown';
  model: string;
  /** Where the readings come from. */
  source: WindowSource;
}

/** Round probabilities to 1/255 by the largest remainder: the integers sum to exactly 255. */
export function quantise(probabilities: readonly number[]): number[] {
  const total = probabilities.reduce((sum, p) => sum + p, 0);
  if (!Number.isFinite(total) || total <= 0 || Math.min(...probabilities) < 0) {
    throw new RangeError(`not a distribution: ${probabilities.join(', ')}`);
  }
  const exact = probabilities.map((p) => (p / total) * LEVELS);
  const levels = exact.map(Math.floor);
  const missing = LEVELS - levels.reduce((sum, level) => sum + level, 0);
  const byRemainder = levels.map((_, i) => i).toSorted((a, b) => levels[a]! - exact[a]! - (levels[b]! - exact[b]!));
  for (const i of byRemainder.slice(0, missing)) levels[i]! += 1;
  return levels;
}

/** Name the dominant expression, or "unknown" when too little was seen or the mean is too uncertain. */
export function windowState(p: readonly number[], coverage: number, readings: number): Expression | 'unknown' {
  if (readings < MIN_READINGS || coverage < MIN_COVERAGE) return 'unknown';
  const best = indexOfMax(p);
  return p[best]! < MIN_CONFIDENCE || entropyShare(p) > MAX_ENTROPY ? 'unknown' : EXPRESSIONS[best]!;
}

/** Summarise the readings of one window; without a usable one p is uniform and the state "unknown". */
export function closeWindow(
  readings: readonly Reading[],
  about: Pick<WindowSummary, 'id' | 'started_at' | 'seconds' | 'model' | 'source'>,
): WindowSummary {
  const usable = readings.filter((reading) => reading.abstain === null);
  const meanOf = (value: (reading: Reading) => number) =>
    usable.reduce((sum, reading) => sum + value(reading), 0) / usable.length;
  const seen = usable.length > 0;
  const mean = EXPRESSIONS.map((_, i) => (seen ? meanOf((reading) => reading.p[i]!) : 1 / EXPRESSIONS.length));
  const coverage = readings.length > 0 ? usable.length / readings.length : 0;
  return {
    id: about.id,
    started_at: about.started_at,
    seconds: about.seconds,
    p: quantise(mean),
    coverage,
    quality: seen ? meanOf((reading) => reading.quality) : 0,
    state: windowState(mean, coverage, usable.length),
    model: about.model,
    source: about.source,
  };
}

/** Cuts a stream of readings into windows of equal length, one after the other. */
export class WindowBuilder {
  readonly #seconds: number;
  readonly #source: WindowSource;
  #startedAt: number | null = null;
  #readings: Reading[] = [];

  constructor(seconds: number, source: WindowSource = 'on_device') {
    this.#seconds = seconds;
    this.#source = source;
  }

  /** Take the next reading; returns the window that it closes, if any. A window that was left midway is dropped. */
  add(reading: Reading): WindowSummary | null {
    const length = this.#seconds * 1000;
    const elapsed = this.#startedAt === null ? Infinity : reading.t - this.#startedAt;
    if (elapsed < length) {
      this.#readings.push(reading);
      return null;
    }
    const startedAt = this.#startedAt;
    const gone = startedAt === null || elapsed >= 2 * length;
    const closed = gone ? null : this.#close(startedAt);
    this.#startedAt = gone ? reading.t : startedAt + length;
    this.#readings = [reading];
    return closed;
  }

  /** Discard the open window. */
  discard(): void {
    this.#startedAt = null;
    this.#readings = [];
  }

  #close(startedAt: number): WindowSummary {
    const { model } = this.#readings[0]!;
    const about = {
      id: crypto.randomUUID(),
      started_at: new Date(startedAt).toISOString(),
      seconds: this.#seconds,
      model,
      source: this.#source,
    };
    return closeWindow(this.#readings, about);
  }
}
