export interface PendingUndo {
  message: string;
  /** Take the change back. */
  undo: () => void;
  /** Make it final: called once when the time is over, on dismissal, and when the page is left. */
  commit?: () => void;
  seconds?: number;
}

const DEFAULT_SECONDS = 8;

let open: PendingUndo | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function show(offer: PendingUndo | null): void {
  clearTimeout(timer);
  open = offer;
  for (const listener of listeners) listener();
}

/** Say what was done and offer to take it back. A second offer makes the first one final. */
export function showUndo(offer: PendingUndo): void {
  commitUndo();
  show(offer);
  resumeUndo();
}

/** Stop the clock while the user reads or reaches for the button. */
export function holdUndo(): void {
  clearTimeout(timer);
}

/** Start the clock again. */
export function resumeUndo(): void {
  if (!open) return;
  clearTimeout(timer);
  timer = setTimeout(commitUndo, (open.seconds ?? DEFAULT_SECONDS) * 1000);
}

/** Take the last change back. */
export function takeBack(): void {
  const offer = open;
  show(null);
  offer?.undo();
}

/** Make the last change final. */
export function commitUndo(): void {
  const offer = open;
  show(null);
  offer?.commit?.();
}

export function subscribeToUndo(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentUndo(): PendingUndo | null {
  return open;
}
