import { expect, test } from 'vitest';
import { nextPage } from './nextPage';

test('a page of this client that was asked for is opened after signing in', () => {
  expect(nextPage('?next=%2Flessons%2F7%3Fa%3D1')).toBe('/lessons/7?a=1');
});

test.each(['', '?next=', '?next=https://elsewhere.example', '?next=//elsewhere.example', '?next=/\\elsewhere.example'])(
  'anything else leads to the start page: %s',
  (search) => expect(nextPage(search)).toBe('/'),
);
