import { expect, test } from 'vitest';
import { writeBody } from './body';

test('what a slide brings along between lines becomes a line break, and invisible characters are removed', () => {
  const note = { text: 'one\u000Btwo\u000Cthree\u0000\u001B\u007F\uD800 four', places: ['a\u0007b'] };
  expect(JSON.parse(writeBody(note))).toEqual({ text: 'one\ntwo\nthree four', places: ['ab'] });
});

test('everything that can be seen stays as it was typed', () => {
  const text = 'é\tü\r\n½ 😀 \u{200D}\u{AD}\u{A0} العربية';
  expect(JSON.parse(writeBody({ text, number: 1.5, none: null }))).toEqual({ text, number: 1.5, none: null });
});
