import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type SystemHistory = Schemas['SystemHistoryOut'];
export type HistoryInterval = Schemas['SystemIntervalOut'];
export type HistoryFigures = Schemas['SystemFiguresOut'];
export type HistoryPeriod = Schemas['HistoryPeriod'];
export type SystemDecision = Schemas['SystemDecisionOut'];

export const PERIODS: readonly HistoryPeriod[] = ['hour', 'day', 'week', 'month', 'year'];
const A_MINUTE = 60_000; // as often as the server saves one

/** A period from the address; a day where it is none of those on offer. */
export function periodFrom(value: string | null): HistoryPeriod {
  return PERIODS.find((period) => period === value) ?? 'day';
}

/** How the system has done over a period, renewed every minute. */
export function useSystemHistory(period: HistoryPeriod) {
  return useQuery({
    queryKey: ['administration', 'system', 'history', period],
    queryFn: () => unwrap(api.GET('/api/v1/administration/system/history', { params: { query: { period } } })),
    placeholderData: keepPreviousData,
    refetchInterval: A_MINUTE,
  });
}

/** What about the system needs a decision. */
export function useSystemDecisions() {
  return useQuery({
    queryKey: ['administration', 'system', 'decisions'],
    queryFn: () => unwrap(api.GET('/api/v1/administration/system/decisions')),
    refetchInterval: 5 * A_MINUTE,
  });
}
