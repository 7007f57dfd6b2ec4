import { expect, it } from 'vitest';
import { readFilter, writeFilter } from './filter';

it('survives the way through the address', () => {
  const filter = { query: 'Mina & Co', role: 'tutor' as const, page: 3 };
  expect(readFilter(new URLSearchParams(writeFilter(filter).toString()))).toEqual(filter);
});

it('leaves the address bare for the plain list', () => {
  expect(writeFilter({ query: '', role: '', page: 1 }).toString()).toBe('');
});

it.each(['role=king', 'page=-2', 'page=1.5', 'page=two'])('ignores %s', (address) => {
  expect(readFilter(new URLSearchParams(address))).toEqual({ query: '', role: '', page: 1 });
});
