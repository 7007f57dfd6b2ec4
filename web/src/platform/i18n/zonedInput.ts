const DAY = 86_400_000;

/** An instant as a field for date and time shows it: the date and time of a zone; empty where there is none. */
export function toZonedInput(iso: string | null, timeZone: string): string {
  if (iso === null) return '';
  const at = Date.parse(iso);
  return new Date(at + offset(at, timeZone)).toISOString().slice(0, 16);
}

/**
 * What was entered there, as an instant. A time that the zone leaves out, because its clocks go forward, is as much
 * later; of one that it has twice, the first counts.
 */
export function fromZonedInput(value: string, timeZone: string): string | null {
  const wall = Date.parse(`${value}Z`);
  if (Number.isNaN(wall)) return null;
  const [before, after] = [offset(wall - DAY, timeZone), offset(wall + DAY, timeZone)];
  const at = [before, after]
    .map((each) => ({ each, at: wall - each }))
    .filter(({ each, at }) => offset(at, timeZone) === each);
  return new Date(Math.min(...(at.length > 0 ? at.map(({ at }) => at) : [wall - before]))).toISOString();
}

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
function offset(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return wall - Math.floor(at / 1000) * 1000;
}
