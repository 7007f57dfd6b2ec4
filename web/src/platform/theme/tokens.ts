import type { MantineColorsTuple } from '@mantine/core';

/** Pine: calm and serious enough for a classroom; the colour of everything one can act on. */
export const pine: MantineColorsTuple = [
  '#edf6f3',
  '#d6eae5',
  '#b0d8ce',
  '#83c1b4',
  '#5bac9d',
  '#3a9184',
  '#237a6d',
  '#14645a',
  '#0d5049',
  '#083d38',
];

/** Apricot: warmth, for what is human: support, progress, encouragement. */
export const apricot: MantineColorsTuple = [
  '#fff5ec',
  '#ffe7d3',
  '#fbcfa8',
  '#f5b47a',
  '#ee9a52',
  '#dd7f31',
  '#b95f18',
  '#944a10',
  '#743a0e',
  '#57290a',
];

/** Warm greys for paper and ink in the light scheme. */
export const stone: MantineColorsTuple = [
  '#faf8f5',
  '#f4f1ec',
  '#eae5de',
  '#dcd5cb',
  '#c3bab0',
  '#9d9388',
  '#766c62',
  '#5a524a',
  '#3d3732',
  '#26211d',
];

/** The dark scheme: ink on slate with a hint of green, from text (0) to the deepest surface (9). */
export const slate: MantineColorsTuple = [
  '#ebe8e3',
  '#d0cdc8',
  '#aaa8a4',
  '#7f8080',
  '#3d4545',
  '#2f3737',
  '#242b2b',
  '#181d1d',
  '#121616',
  '#0c0f0f',
];

type Tokens = Record<`--${string}`, string>;

/** Names for what a colour is for; components use these and never a hex value. */
export const lightTokens: Tokens = {
  '--surface-page': '#faf8f5',
  '--surface-card': '#ffffff',
  '--surface-sunken': '#f4f1ec',
  '--surface-tinted': '#edf6f3',
  '--surface-warm': '#fdefe1',
  '--ink': '#26211d',
  '--ink-muted': '#5f574f',
  '--line': '#e5dfd7',
  '--line-strong': '#8d8378',
  '--action': '#14645a',
  '--action-ink': '#0d5049',
  '--warm-ink': '#8a440e',
  '--warm-line': '#f3cfa9',
  '--danger-ink': '#a52a23',
  '--danger-surface': '#fdf0ee',
  '--positive-ink': '#14645a',
  '--focus': '#0d6f9c',
  '--shadow-raised': '0 1px 2px rgb(38 33 29 / 6%), 0 8px 24px rgb(38 33 29 / 8%)',
  '--expression-neutral': '#6f7c85',
  '--expression-happiness': '#a87400',
  '--expression-surprise': '#8457c0',
  '--expression-sadness': '#3a71bd',
  '--expression-anger': '#bf4038',
  '--expression-disgust': '#5a8329',
  '--expression-fear': '#4b569c',
  '--expression-contempt': '#a14f85',
  '--expression-unknown': '#9d9388',
  '--state-engaged': '#14796b',
  '--state-maybe_confused': '#a87400',
  '--state-maybe_frustrated': '#bf5427',
  '--state-maybe_disengaged': '#6a72a8',
  '--state-low_mood': '#3a71bd',
  '--state-unknown': '#9d9388',
};

export const darkTokens: Tokens = {
  '--surface-page': '#141818',
  '--surface-card': '#1c2222',
  '--surface-sunken': '#111515',
  '--surface-tinted': '#18302c',
  '--surface-warm': '#33251a',
  '--ink': '#ebe8e3',
  '--ink-muted': '#b3b0aa',
  '--line': '#323a3a',
  '--line-strong': '#7d8584',
  '--action': '#5bac9d',
  '--action-ink': '#8fd0c3',
  '--warm-ink': '#f5b47a',
  '--warm-line': '#6b4826',
  '--danger-ink': '#f59a90',
  '--danger-surface': '#3a201e',
  '--positive-ink': '#8fd0c3',
  '--focus': '#7cc7ee',
  '--shadow-raised': '0 1px 2px rgb(0 0 0 / 30%), 0 8px 28px rgb(0 0 0 / 40%)',
  '--expression-neutral': '#93a2ac',
  '--expression-happiness': '#e0b146',
  '--expression-surprise': '#b795ea',
  '--expression-sadness': '#79aae8',
  '--expression-anger': '#ee867d',
  '--expression-disgust': '#96c25f',
  '--expression-fear': '#8f9be0',
  '--expression-contempt': '#dc8fc2',
  '--expression-unknown': '#7f8080',
  '--state-engaged': '#5bbfae',
  '--state-maybe_confused': '#e0b146',
  '--state-maybe_frustrated': '#ee936a',
  '--state-maybe_disengaged': '#a3abdf',
  '--state-low_mood': '#79aae8',
  '--state-unknown': '#7f8080',
};
