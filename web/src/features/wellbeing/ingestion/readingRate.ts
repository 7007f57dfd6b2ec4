const WATCHED_MS = 20_000;
const LEAST_READINGS = 20; // one a second: under that, a window of ten seconds rests on too little

/** How often readings come: one slow second is nothing, twenty are a device that is too slow. */
export class ReadingRate {
  #since: number | null = null;
  #times: number[] = [];

  /** Take a reading's instant, in milliseconds, and say whether the last twenty seconds brought too few. */
  isSlow(t: number): boolean {
    const last = this.#times.at(-1);
    if (this.#since === null || (last !== undefined && t - last > WATCHED_MS)) {
      this.#since = t; // begun, or begun again after the tab was hidden
      this.#times = [];
    }
    this.#times = [...this.#times.filter((each) => t - each < WATCHED_MS), t];
    return t - this.#since >= WATCHED_MS && this.#times.length < LEAST_READINGS;
  }
}
