import { fireEvent, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { EXPRESSIONS, LEARNING_STATES } from '@/components/affect';
import { fileName, toCsv } from '@/components/chart/downloads';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import type { Comparison, Measure, Scope, Trends, WeekFigures } from './api';
import { ComparePage } from './compare/ComparePage';
import { TrendsPage } from './TrendsPage';
import { trendSeries } from './trendOption';

const group = (title: string): Scope => ({
  scope: `group:${title}`,
  kind: 'group',
  title,
  course_title: 'Writing',
  language: 'en',
});
const scopes: Scope[] = [
  { scope: 'institution', kind: 'institution', title: '', course_title: null, language: null },
  { scope: 'course:1', kind: 'course', title: 'Writing', course_title: null, language: 'en' },
  group('A'),
  group('B'),
];
const share = (value: number) => ({ share: value, low: value - 0.07, high: value + 0.08, effective: 40 });

function figures(struggling = 0.31): WeekFigures {
  const of = <Name extends string>(names: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, share(0.2)])) as Record<Name, ReturnType<typeof share>>;
  return {
    n: 20,
    coverage: 0.8,
    states: of(LEARNING_STATES),
    struggling: share(struggling),
    expressions: of(EXPRESSIONS),
  };
}

const terms = {
  terms: [{ id: '7', name: 'Winter term', starts_on: '2025-10-01', ends_on: '2026-02-15' }],
  weeks_without: 26,
};
const TERMS = 'GET /api/v1/administration/terms';

const trends = (weeks: Trends['weeks']): Trends => ({ scope: scopes[0]!, k: 10, weeks, decided_at: null });

async function openTrends(weeks: Trends['weeks'], path = '/admin/trends') {
  const requests = answerRequests({
    [TERMS]: terms,
    'GET /api/v1/insight/trends/scopes': { scopes },
    'GET /api/v1/insight/trends': trends(weeks),
  });
  await renderInApp(<TrendsPage />, { path });
  return requests;
}

test('the last week that can be shown is said in a sentence, and hidden weeks are called hidden', async () => {
  await openTrends([
    { monday: '2026-02-16', figures: figures() },
    { monday: '2026-02-23', figures: null },
  ]);
  expect(
    await screen.findByText(/31% of known time was “struggling” \(95% interval 24.*39%\), of 20 learners/),
  ).toBeVisible();
  await userEvent.click(screen.getAllByRole('button', { name: 'Show as a table' })[0]!);
  expect(screen.getAllByText('hidden').length).toBeGreaterThan(0);
});

test('a hidden week is a gap and not a zero', () => {
  const series = trendSeries(
    [
      { monday: '2026-02-16', figures: null },
      { monday: '2026-02-23', figures: figures() },
    ],
    'struggling',
  );
  expect(series.share).toEqual([null, 0.31]);
  expect(series.n).toEqual([null, 20]);
  expect(series.spread[0]).toBeNull();
  expect(series.spread[1]).toBeCloseTo(0.15);
});

test('when every week is hidden the page says how many learners it takes', async () => {
  await openTrends([{ monday: '2026-02-16', figures: null }]);
  expect(await screen.findByText('No week can be shown yet')).toBeVisible();
  expect(screen.getByText(/It takes 10 learners a week/)).toBeVisible();
});

test('what is chosen comes from the address', async () => {
  const requests = await openTrends(
    [{ monday: '2026-02-16', figures: figures() }],
    '/admin/trends?scope=group:A&weeks=26',
  );
  await screen.findByRole('heading', { name: /Expressions/ });
  const asked = requests.map(({ url }) => new URL(url)).find(({ pathname }) => pathname.endsWith('/trends'));
  expect([...asked!.searchParams]).toEqual([
    ['scope', 'group:A'],
    ['weeks', '26'],
  ]);
});

const week = [{ monday: '2026-02-16', figures: figures() }];

function asked(requests: Request[]) {
  const found = requests.map(({ url }) => new URL(url)).filter(({ pathname }) => pathname.endsWith('/trends'));
  return Object.fromEntries(found.at(-1)?.searchParams ?? []);
}

test('a term is chosen by its name, and its days stand in the address and are asked of the server', async () => {
  const requests = await openTrends(week);
  await userEvent.click(await screen.findByRole('combobox', { name: 'Period' }));
  await userEvent.click(await screen.findByRole('option', { name: 'Winter term' }));
  await vi.waitFor(() =>
    expect(asked(requests)).toEqual({ scope: 'institution', since: '2025-10-01', until: '2026-02-15' }),
  );
  expect(screen.getByRole('combobox', { name: 'Period' })).toHaveValue('Winter term');
  expect(screen.getByRole('link', { name: /Compare/ })).toHaveAttribute(
    'href',
    '/admin/trends/compare?first=institution&since=2025-10-01&until=2026-02-15',
  );
});

test('an address with the days of a term says its name, and other days stand in their fields', async () => {
  await openTrends(week, '/admin/trends?since=2025-10-01&until=2026-02-15');
  await vi.waitFor(() => expect(screen.getByRole('combobox', { name: 'Period' })).toHaveValue('Winter term'));
  expect(screen.queryByLabelText('First day')).toBeNull();
});

test.each([
  ['since=2026-02-20&until=2026-02-10', 'The last day is before the first one.'],
  ['since=2026-02-20&until=', 'Give a first and a last day.'],
  ['until=2026-02-20', 'Give a first and a last day.'],
  ['since=0026-02-20&until=2026-02-21', 'Give a first and a last day.'],
  ['since=2024-01-01&until=2026-02-10', 'A period has at most 400 days.'],
])('days that are no period are not asked for and say why: %s', async (days, problem) => {
  const requests = await openTrends(week, `/admin/trends?${days}`);
  expect(await screen.findByText(problem)).toBeVisible();
  expect(screen.getByText('The period is not complete')).toBeVisible();
  expect(asked(requests)).toEqual({});
});

test('days are chosen freely, beginning with those that were shown', async () => {
  const requests = await openTrends(week, '/admin/trends?weeks=4');
  await userEvent.click(await screen.findByRole('combobox', { name: 'Period' }));
  await userEvent.click(await screen.findByRole('option', { name: 'From … to' }));
  const [since, until] = [await screen.findByLabelText('First day'), screen.getByLabelText('Last day')];
  const days = [since, until].map((each) => Date.parse((each as HTMLInputElement).value));
  expect((days[1]! - days[0]!) / 86_400_000).toBe(27);
  fireEvent.change(until, { target: { value: '2026-02-10' } });
  fireEvent.change(since, { target: { value: '2026-01-05' } });
  await vi.waitFor(() => expect(asked(requests)).toMatchObject({ since: '2026-01-05', until: '2026-02-10' }));
});

test('a period without a whole week that is over says so, and not that figures are hidden', async () => {
  await openTrends([], '/admin/trends?since=2026-02-16&until=2026-02-18');
  expect(await screen.findByText('No whole week of this period is over')).toBeVisible();
});

test('without the terms other periods can be chosen, and it is said', async () => {
  answerRequests({
    [TERMS]: failure(500, 'internal'),
    'GET /api/v1/insight/trends/scopes': { scopes },
    'GET /api/v1/insight/trends': trends(week),
  });
  await renderInApp(<TrendsPage />, { path: '/admin/trends' });
  expect(await screen.findByText(/The terms could not be loaded/)).toBeVisible();
  expect(screen.getByRole('combobox', { name: 'Period' })).toHaveValue('Last 12 weeks');
});

function compared(measure: Measure, difference: number, low: number, high: number) {
  return { measure, first: 0.36, second: 0.3, difference, low, high, distinguishable: low > 0 || high < 0 };
}

async function openComparison(measures: Comparison['measures']) {
  const side = (scope: Scope) => ({
    scope,
    first_monday: '2026-01-01',
    last_monday: '2026-02-16',
    weeks: 12,
    shown: measures.length > 0 ? 11 : 0,
    n: measures.length > 0 ? 20 : null,
    coverage: measures.length > 0 ? 0.8 : null,
  });
  const answer: Comparison = { first: side(scopes[2]!), second: side(scopes[3]!), k: 10, measures };
  answerRequests({
    [TERMS]: terms,
    'GET /api/v1/insight/trends/scopes': { scopes },
    'GET /api/v1/insight/trends/comparison': answer,
  });
  await renderInApp(<ComparePage />, { path: '/admin/trends/compare?first=group:A&second=group:B' });
}

test.each([
  [0.06, 0.02, 0.1, /A \(Writing\) had about 6 points more .* “struggling” than B \(Writing\) \(2 to 10 points\)/],
  [-0.06, -0.1, -0.02, /B \(Writing\) had about 6 points more .* “struggling” than A \(Writing\) \(2 to 10 points\)/],
  [0.03, -0.04, 0.1, /A \(Writing\) and B \(Writing\) cannot be told apart by “struggling”/],
])('a difference of %d is said as its interval allows', async (difference, low, high, sentence) => {
  await openComparison([compared('struggling', difference, low, high)]);
  expect(await screen.findByText(sentence)).toBeVisible();
  expect(screen.getByText(/Over 11 of 12 weeks/)).toBeVisible();
});

test('where one is hidden nothing is compared', async () => {
  await openComparison([]);
  expect(await screen.findByText('There is no week in which both can be shown')).toBeVisible();
});

test('a table is saved with its quotes, and without formulas', () => {
  const csv = toCsv({ columns: ['Week', 'A, "B"'], rows: [['=1+1', '−3']] });
  expect(csv).toBe('\uFEFFWeek,"A, ""B"""\r\n\'=1+1,−3\r\n');
  expect(fileName('“tut sich schwer”: Gruppe A', 'csv')).toBe('tut-sich-schwer-gruppe-a.csv');
});
