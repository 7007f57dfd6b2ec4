const STEPS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** Bytes as people say them: "37 bytes", "1.4 MB". */
export function formatBytes(bytes: number, locale: string): string {
  let [power, amount] = [0, bytes];
  while (Math.round(amount * 10) >= 10_000 && power < STEPS.length - 1) [power, amount] = [power + 1, amount / 1_000];
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: STEPS[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(amount);
}
