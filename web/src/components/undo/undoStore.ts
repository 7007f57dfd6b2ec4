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

function show(pending: PendingUndo | null): void {
  clearTimeout(timer);
  open = pending;
  for (const listener of listeners) listener();
}

/** Show what was done with a button to undo it. A second change makes the first one final. */
export function showUndo(pending: PendingUndo): void {
  commitUndo();
  show(pending);
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
  const pending = open;
  show(null);
  pending?.undo();
}

/** Make the last change final. */
export function commitUndo(): void {
  const pending = open;
  show(null);
  pending?.commit?.();
}

export function subscribeToUndo(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentUndo(): PendingUndo | null {
  return open;
}
