import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import type { MeanShare, TrendWeek, WeekFigures } from '../trends/api';
import { problemOf, type Period } from '../trends/period';

export type Sharers = Schemas['SharersOut'];
export type PersonWeeks = Schemas['PersonWeeksOut'];
export type PersonFigures = Schemas['PersonFiguresOut'];

const PATH = '/api/v1/insight/people';

/** Students who share with the administration now, by part of their name. */
export function useSharers(search: string) {
  return useQuery({
    queryKey: ['insight', 'people', search],
    queryFn: () => unwrap(api.GET(PATH, { params: { query: { search } } })),
    placeholderData: keepPreviousData,
  });
}

/** The weeks of a student. Each look is written down, so that it is not asked for again without being opened. */
export function usePersonWeeks(studentId: string, period: Period) {
  return useQuery({
    queryKey: ['insight', 'people', studentId, 'weeks', period],
    queryFn: () =>
      unwrap(api.GET(`${PATH}/{student_id}/trends`, { params: { path: { student_id: studentId }, query: period } })),
    enabled: problemOf(period) === null,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

const exact = (share: number): MeanShare => ({ share, low: share, high: share, effective: 1 });

function exactly<Name extends string>(shares: Record<Name, number>): Record<Name, MeanShare> {
  const entries = Object.entries<number>(shares).map(([name, share]) => [name, exact(share)]);
  return Object.fromEntries(entries) as Record<Name, MeanShare>;
}

/** A person's weeks as the charts of trends draw them: nothing is estimated, and minutes stand where learners do. */
export function asTrendWeeks({ weeks }: PersonWeeks): TrendWeek[] {
  return weeks.map(({ monday, figures }) => ({ monday, figures: figures && asFigures(figures) }));
}

function asFigures({ seconds, coverage, struggling, states, expressions }: PersonFigures): WeekFigures {
  return {
    n: Math.round(seconds / 60),
    coverage,
    struggling: exact(struggling),
    states: exactly(states),
    expressions: exactly(expressions),
  };
}
