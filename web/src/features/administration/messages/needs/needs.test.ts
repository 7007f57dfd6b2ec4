import { expect, test } from 'vitest';
import { needOf, readNeeds, writeNeeds } from './needs';

test('what is read from the server is written back as it was', () => {
  const needs = ['tries>=2', 'has_hint', 'helped:hint'];
  expect(writeNeeds(readNeeds(needs), 'hint')).toEqual(needs);
});

test('what helped before is always the help of the message itself', () => {
  expect(writeNeeds([{ fact: 'helped', minimum: null }], 'break')).toEqual(['helped:break']);
});

test('a number is picked with a minimum, and nothing else has one', () => {
  expect(needOf({ name: 'tries', counted: true })).toEqual({ fact: 'tries', minimum: 2 });
  expect(needOf({ name: 'class_share', counted: true })).toEqual({ fact: 'class_share', minimum: 50 });
  expect(needOf({ name: 'has_hint', counted: false })).toEqual({ fact: 'has_hint', minimum: null });
});
