import { useSearchParams } from 'react-router';
import type { AuditAction } from '../types';
import { ACTIONS } from './actions';

/** Which entries, as the address says it: an empty text is not given. */
export interface AuditFilter {
  search: string;
  who: string;
  about: string;
  action: AuditAction | '';
  /** Days, both included, as YYYY-MM-DD. */
  from: string;
  to: string;
  before?: number;
  after?: number;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NAMES = ['search', 'who', 'about', 'action', 'from', 'to'] as const;

/** The part of a page's address that says which entries, and from where on. */
export function readFilter(parameters: URLSearchParams): AuditFilter {
  const text = (name: string) => parameters.get(name) ?? '';
  const day = (name: string) => (DAY.test(text(name)) && !Number.isNaN(Date.parse(text(name))) ? text(name) : '');
  const place = (name: string) => {
    const number = Number(parameters.get(name));
    return Number.isInteger(number) && number > 0 ? number : undefined;
  };
  const [from, to] = [day('from'), day('to')];
  const before = place('before');
  return {
    search: text('search'),
    who: text('who') === 'system' || ID.test(text('who')) ? text('who') : '',
    about: ID.test(text('about')) ? text('about') : '',
    action: ACTIONS.find((each) => each === text('action')) ?? '',
    from,
    to: from && to && to < from ? '' : to,
    before,
    after: before === undefined ? place('after') : undefined,
  };
}

/** The address of a filter, without what is not given. */
export function writeFilter(filter: AuditFilter): URLSearchParams {
  const given = Object.entries(filter).filter(([, value]) => value !== '' && value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
}

/** Whether a filter leaves anything out; where a page begins is no filter. */
export function isFiltered(filter: AuditFilter): boolean {
  return NAMES.some((name) => filter[name] !== '');
}

/** What the server is asked: days are the reader's, from midnight to midnight on the reader's clock. */
export function questionOf({ search, who, about, action, from, to, before, after }: AuditFilter) {
  return {
    ...(search && { search }),
    ...(who && { who }),
    ...(about && { about }),
    ...(action && { action }),
    ...(from && { since: midnight(from, 0) }),
    ...(to && { until: midnight(to, 1) }),
    ...(before && { before }),
    ...(after && { after }),
  };
}

function midnight(day: string, daysLater: number): string {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year!, month! - 1, date! + daysLater).toISOString();
}

/** The filter lives in the address: it can be linked to and survives a reload. A change begins at the newest entry. */
export function useAuditFilter() {
  const [parameters, setParameters] = useSearchParams();
  const filter = readFilter(parameters);
  const change = (to: Partial<AuditFilter>) => {
    const changed = { ...filter, before: undefined, after: undefined, ...to };
    if (changed.from && changed.to && changed.to < changed.from) {
      // the day that was just chosen stands; the other one follows it
      if ('from' in to) changed.to = changed.from;
      else changed.from = changed.to;
    }
    setParameters(writeFilter(changed), { replace: true });
  };
  const turnTo = (place: Pick<AuditFilter, 'before' | 'after'>) =>
    setParameters(writeFilter({ ...filter, before: undefined, after: undefined, ...place }));
  return { filter, change, turnTo, clear: () => setParameters(new URLSearchParams(), { replace: true }) };
}
