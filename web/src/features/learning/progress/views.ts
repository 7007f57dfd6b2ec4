/** How much of a block the screen shows. */
export interface Sight {
  /** Share of the block that is visible, or of the screen that it fills, whichever is more. */
  share: number;
  /** Its lower end is on the screen. */
  endSeen: boolean;
  /** Visible height in pixels. */
  height: number;
}

export interface ViewState {
  /** Milliseconds that each block has been in sight since the page was opened. */
  seen: Readonly<Record<string, number>>;
  ended: ReadonlySet<string>;
}

export interface ViewChanges {
  viewed: string[];
  finished: string[];
}

const IN_SIGHT = 0.5;
const VIEWED_MS = 1_500; // shorter is scrolling past
const READ_SHARE = 0.25; // of the expected time; no student reads four times as fast as the expected time

export const NOTHING_VIEWED: ViewState = { seen: {}, ended: new Set() };

/** Milliseconds in sight after which a block that is meant to take `expectedSeconds` counts as read. */
export function requiredTime(expectedSeconds: number): number {
  return Math.max(VIEWED_MS, expectedSeconds * 1000 * READ_SHARE);
}

/**
 * Let `elapsed` milliseconds pass with these blocks in sight; says which became viewed and which read: to their end, and for
 * as long as `needed` says in milliseconds.
 */
export function advanceViews(
  state: ViewState,
  sights: ReadonlyMap<string, Sight>,
  elapsed: number,
  needed: (blockId: string) => number,
): [ViewState, ViewChanges] {
  const seen = { ...state.seen };
  const ended = new Set(state.ended);
  const changes: ViewChanges = { viewed: [], finished: [] };
  for (const [blockId, sight] of sights) {
    const before = seen[blockId] ?? 0;
    const wasFinished = before >= needed(blockId) && ended.has(blockId);
    if (sight.share >= IN_SIGHT) seen[blockId] = before + elapsed;
    if (sight.endSeen) ended.add(blockId);
    const now = seen[blockId] ?? 0;
    if (before < VIEWED_MS && now >= VIEWED_MS) changes.viewed.push(blockId);
    if (!wasFinished && now >= needed(blockId) && ended.has(blockId)) changes.finished.push(blockId);
  }
  return [{ seen, ended }, changes];
}

/** The block that the student is at: the one that takes up most of the screen. */
export function currentBlock(sights: ReadonlyMap<string, Sight>): string | null {
  let best: string | null = null;
  let most = 0;
  for (const [blockId, { height }] of sights) {
    if (height > most) [best, most] = [blockId, height];
  }
  return best;
}
