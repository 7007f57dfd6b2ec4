import { expect, test } from 'vitest';
import { dialled, splitPhoneNumbers } from './phoneNumbers';

const numbers = (text: string) =>
  splitPhoneNumbers(text).flatMap(({ text: part, dial }) => (dial ? [[part, dial]] : []));

test.each([
  ['In danger call 112.', [['112', 'tel:112']]],
  ['Telefonseelsorge: 0800 111 0 111, Tag und Nacht', [['0800 111 0 111', 'tel:08001110111']]],
  [
    '116 117 or +49 (0)30 123456-7',
    [
      ['116 117', 'tel:116117'],
      ['+49 (0)30 123456-7', 'tel:+49301234567'],
    ],
  ],
  [
    'Call 911 or 988 now',
    [
      ['911', 'tel:911'],
      ['988', 'tel:988'],
    ],
  ],
])('"%s" can be called', (text, found) => {
  expect(numbers(text)).toEqual(found);
});

test.each([
  'Room 112b',
  'since 01.09.2026',
  'open 08:00-16:00',
  'Mon 9-12',
  'order 4711-0815',
  '1,112 people',
  'Haus 3/112',
  '2026-11-29',
])('"%s" holds no number to call', (text) => {
  expect(numbers(text)).toEqual([]);
});

test('nothing of the text is lost', () => {
  const text = 'First 112, then 0800 111 0 111.';
  expect(
    splitPhoneNumbers(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
});

test('a number is dialled without what stands between its digits', () => {
  expect(dialled('+49 (30) 1/2-3')).toBe('tel:+4930123');
});
