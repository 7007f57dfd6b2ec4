/** How long somebody has been at a block, and how much of that with the page in sight. Instants in milliseconds. */
export class Stay {
  private hiddenFor = 0;
  private hiddenSince: number | null;

  constructor(
    private readonly since: number,
    hidden: boolean,
  ) {
    this.hiddenSince = hidden ? since : null;
  }

  /** The page went out of sight, or came back. */
  turn(hidden: boolean, at: number): void {
    if (hidden === (this.hiddenSince !== null)) return;
    if (this.hiddenSince !== null) this.hiddenFor += at - this.hiddenSince;
    this.hiddenSince = hidden ? at : null;
  }

  /** The stay until now, in seconds. */
  until(at: number): { seconds: number; visibleSeconds: number } {
    const hidden = this.hiddenFor + (this.hiddenSince === null ? 0 : at - this.hiddenSince);
    return { seconds: (at - this.since) / 1_000, visibleSeconds: (at - this.since - hidden) / 1_000 };
  }
}
