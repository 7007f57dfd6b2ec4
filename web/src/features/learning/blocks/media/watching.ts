/** What a moment of a video means for the lesson. */
export interface WatchingChanges {
  /** The position to remember, in seconds. */
  position?: number;
  completed?: boolean;
  /** How many seconds the student went back, and to where. */
  rewound?: { seconds: number; to: number };
}

const REMEMBER_EVERY_S = 5;
const COMPLETED_SHARE = 0.9; // credits and farewells need not be watched
const WATCHED_SHARE = 0.25; // of the whole, played and not skipped
const LONGEST_STEP_S = 3; // between two reports of a playing clock, also at double speed; more is a jump
const REWIND_S = 2; // less is a correction of the slider

/** Follows one video's clock. */
export class Watching {
  private remembered = 0;
  private at = 0;
  private played = 0;
  private done = false;

  constructor(private readonly duration: number) {}

  /** The clock moved on by playing. */
  play(seconds: number): WatchingChanges {
    const step = seconds - this.at;
    if (step > 0 && step <= LONGEST_STEP_S) this.played += step;
    this.at = seconds;
    const changes: WatchingChanges = {};
    if (Math.abs(seconds - this.remembered) >= REMEMBER_EVERY_S) changes.position = this.remembered = seconds;
    if (!this.done && seconds >= this.duration * COMPLETED_SHARE && this.played >= this.duration * WATCHED_SHARE) {
      this.done = changes.completed = true;
      changes.position = this.remembered = seconds;
    }
    return changes;
  }

  /** The student moved the slider. */
  seek(seconds: number): WatchingChanges {
    const back = this.at - seconds;
    this.at = seconds;
    return back >= REWIND_S ? { rewound: { seconds: back, to: seconds } } : {};
  }

  /** The student paused. */
  pause(seconds: number): WatchingChanges {
    this.at = this.remembered = seconds;
    return { position: seconds };
  }
}

/** Where to begin: the remembered position, unless that is the very beginning or the end. */
export function startPosition(remembered: number, duration: number): number {
  return remembered < 3 || remembered > duration * 0.95 ? 0 : remembered;
}
