const REMEMBERED_MS = 120_000; // longer than the longest window

interface Sample {
  at: number;
  seconds: number;
}

let playing: string | null = null;
let samples: Sample[] = [];

/** The video of a block says where it stands. */
export function setPlayback(blockId: string, seconds: number, at = Date.now()): void {
  if (playing !== blockId) samples = [];
  playing = blockId;
  samples.push({ at, seconds });
  const recent = samples.findIndex((sample) => sample.at > at - REMEMBERED_MS);
  if (recent > 1) samples.splice(0, recent - 1); // the last one before still says where a video stood that is paused
}

/** The video of a block is no longer there. */
export function clearPlayback(blockId: string): void {
  if (playing !== blockId) return;
  playing = null;
  samples = [];
}

/** Seconds into the video of a block at an instant, to a tenth; null where nothing is known. */
export function positionAt(blockId: string | null, at: number): number | null {
  if (blockId === null || playing !== blockId) return null;
  const last = samples.findLast((sample) => sample.at <= at);
  return last ? Math.round(last.seconds * 10) / 10 : null;
}
