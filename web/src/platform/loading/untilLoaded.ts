const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/** Load a part of the client; without a connection again and again, until it is there. */
export async function untilLoaded<Part>(load: () => Promise<Part>, wait = FIRST_WAIT_MS): Promise<Part> {
  try {
    return await load();
  } catch {
    await pause(wait);
    return untilLoaded(load, Math.min(2 * wait, LONGEST_WAIT_MS));
  }
}

/** Wait, but no longer than until the connection is back. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    addEventListener('online', end);
  });
}
