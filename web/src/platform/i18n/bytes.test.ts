import { expect, test } from 'vitest';
import { formatBytes } from './bytes';

test.each([
  [0, '0 bytes', '0 Byte'],
  [1, '1 byte', '1 Byte'],
  [37, '37 bytes', '37 Byte'],
  [999, '999 bytes', '999 Byte'],
  [1_000, '1 kB', '1 kB'],
  [1_450, '1.5 kB', '1,5 kB'],
  [999_960, '1 MB', '1 MB'],
  [1_000_000, '1 MB', '1 MB'],
  [1_000_000_000, '1 GB', '1 GB'],
  [2_400_000_000, '2.4 GB', '2,4 GB'],
])('%i bytes are read as %s', (bytes, english, german) => {
  expect([formatBytes(bytes, 'en'), formatBytes(bytes, 'de')].map((text) => text.replace(/\u00a0/g, ' '))).toEqual([
    english,
    german,
  ]);
});
