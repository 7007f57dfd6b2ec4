export const IDLE_MS = 60_000; // less is reading
const LONGEST_IDLE_MS = 15 * 60_000; // whoever does nothing for longer is not there

/** Follows how long nothing is done, and tells it piece by piece, so that a page that is closed has reported it. */
export class IdleTime {
  private since = Date.now();
  private reported = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly report: (seconds: number) => void) {
    this.wait();
  }

  /** Something was done. */
  sign(): void {
    this.end();
    this.wait();
  }

  /** Nothing can be done any more: the page is out of sight, or gone. */
  end(): void {
    clearTimeout(this.timer);
    const rest = Math.min(Date.now() - this.since - this.reported, IDLE_MS);
    if (this.reported > 0 && this.reported < LONGEST_IDLE_MS && rest >= 1_000) this.report(rest / 1_000);
    this.reported = 0;
  }

  private wait(): void {
    this.since = Date.now();
    this.next();
  }

  private next(): void {
    this.timer = setTimeout(() => {
      this.reported += IDLE_MS;
      this.report(IDLE_MS / 1_000);
      if (this.reported < LONGEST_IDLE_MS) this.next();
    }, IDLE_MS);
  }
}
