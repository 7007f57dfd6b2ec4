const HEADROOM = 1.25; // a line that never moves should not look like one at its limit

/** An SVG path through values from left to right, 0 at the bottom; null leaves a gap. */
export function sparklinePath(values: readonly (number | null)[], width: number, height: number): string {
  const top = HEADROOM * Math.max(...values.map((value) => value ?? 0));
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  let drawing = false;
  return values
    .map((value, index) => {
      if (value === null) {
        drawing = false;
        return '';
      }
      const command = drawing ? 'L' : 'M';
      drawing = true;
      const y = top === 0 ? height : height * (1 - value / top);
      return `${command}${round(index * step)} ${round(y)}`;
    })
    .join('');
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
