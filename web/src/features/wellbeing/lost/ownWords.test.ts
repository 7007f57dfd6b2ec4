// What the product writes for a student must never look like words of distress: the question would be marked as urgent.

import { expect, test } from 'vitest';
import de from '@/features/wellbeing/catalogue/de.json';
import en from '@/features/wellbeing/catalogue/en.json';
import { carriesCrisisWords } from '@/platform/crisis/match';

const LISTS = { en: new Intl.ListFormat('en'), de: new Intl.ListFormat('de') };
const PLACES = ['Check', 'Samples and the bell', 'Storks and babies', 'Der Mittelwert', 'Teil 3', '3'];
const ANSWERS = [
  ['7'],
  ['7', '9'],
  ['b', 'c', 'd'],
  ['0.5', '1/2'],
  ['true', 'false'],
  ['the mean', 'the median'],
  ['rot', 'blau'],
];

function filled(text: string, values: Record<string, string>): string {
  return text.replace(/{{(\w+)}}/g, (_, name: string) => values[name]!);
}

function questions(locale: 'en' | 'de'): string[] {
  const { tried } = { en, de }[locale];
  const list = LISTS[locale];
  const read = [
    tried.nothing_read,
    ...[['1'], ['1', '2'], ['1', '2', '3']].flatMap((numbers) => {
      const hint = filled(tried.hint, { numbers: list.format(numbers) });
      return [[hint], [hint, tried.example], [hint, tried.easier, tried.prerequisite]].map((each) =>
        filled(tried.read, { list: list.format(each) }),
      );
    }),
  ];
  const answered = ANSWERS.map((answers) =>
    filled(answers.length === 1 ? tried.answers_one : tried.answers_other, {
      list: list.format(answers.map((answer) => filled(tried.answer, { answer }))),
    }),
  );
  return PLACES.flatMap((place) =>
    [
      filled(tried.place, { place }),
      ...['1', '2', '10'].map((number) => filled(tried.item, { place, number })),
    ].flatMap((begins) =>
      read.flatMap((help) => answered.map((tries) => [begins, help, tries, tried.unclear].join('\n'))),
    ),
  );
}

test.each(['en', 'de'] as const)('a question that is begun for a student carries no crisis words: %s', (locale) => {
  const all = questions(locale);
  expect(all.length).toBeGreaterThan(1_000);
  expect(all.filter(carriesCrisisWords)).toEqual([]);
});
