import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import { problemOf, type Period } from './period';

export type Trends = Schemas['TrendsOut'];
export type TrendWeek = Schemas['TrendWeekOut'];
export type WeekFigures = Schemas['WeekFiguresOut'];
export type MeanShare = Schemas['MeanShareOut'];
export type Scope = Schemas['TrendScopeOut'];
export type Comparison = Schemas['TrendComparisonOut'];
export type ComparedPeriod = Schemas['TrendPeriodOut'];
export type Measure = Schemas['TrendMeasure'];

export const MEASURES: readonly Measure[] = [
  'struggling',
  'engaged',
  'maybe_confused',
  'maybe_frustrated',
  'maybe_disengaged',
  'low_mood',
];
export const INSTITUTION = 'institution';

/** The institution, its courses and their groups. */
export function useScopes() {
  return useQuery({
    queryKey: ['insight', 'trends', 'scopes'],
    queryFn: () => unwrap(api.GET('/api/v1/insight/trends/scopes')),
  });
}

/** The institution's terms, the latest first; whoever changes them has the same ones. */
export function useTerms() {
  return useQuery({
    queryKey: ['administration', 'terms'],
    queryFn: () => unwrap(api.GET('/api/v1/administration/terms')),
  });
}

/** The weeks of a scope, oldest first; not asked while the days are no period. */
export function useTrends(scope: string, period: Period) {
  return useQuery({
    queryKey: ['insight', 'trends', 'weeks', scope, period],
    queryFn: () => unwrap(api.GET('/api/v1/insight/trends', { params: { query: { scope, ...period } } })),
    enabled: problemOf(period) === null,
    placeholderData: keepPreviousData,
  });
}

/** Two scopes compared over the same weeks; not asked before both are chosen. */
export function useComparison(first: string | null, second: string | null, period: Period) {
  return useQuery({
    queryKey: ['insight', 'trends', 'comparison', first, second, period],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/insight/trends/comparison', {
          params: { query: { first: first!, second: second!, ...period } },
        }),
      ),
    enabled: first !== null && second !== null && problemOf(period) === null,
    placeholderData: keepPreviousData,
  });
}

/** The share of a measure in a week. */
export function shareOf(figures: WeekFigures, measure: Measure): MeanShare {
  return measure === 'struggling' ? figures.struggling : figures.states[measure]!;
}
