import { useSearchParams } from 'react-router';
import { ROLES, type Role } from '../types';
import type { UserFilter } from './api';

function isRole(text: string | null): text is Role {
  return ROLES.some((role) => role === text);
}

/** The filter that an address asks for; what makes no sense in it counts as not given. */
export function readFilter(parameters: URLSearchParams): UserFilter {
  const role = parameters.get('role');
  const page = Number(parameters.get('page'));
  return {
    query: parameters.get('query') ?? '',
    role: isRole(role) ? role : '',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** The address of a filter, without what is the default. */
export function writeFilter({ query, role, page }: UserFilter): URLSearchParams {
  const given = Object.entries({ query, role, page: page > 1 ? String(page) : '' }).filter(([, value]) => value !== '');
  return new URLSearchParams(given);
}

/** The filter lives in the address: it can be linked to and survives a reload. Any change but paging starts on page 1. */
export function useUserFilter() {
  const [parameters, setParameters] = useSearchParams();
  const filter = readFilter(parameters);
  const change = (to: Partial<UserFilter>) =>
    setParameters(writeFilter({ ...filter, page: 1, ...to }), { replace: true });
  return { filter, change };
}

/** What the account is for that an address asks to add, as the set-up's checklist does for tutors. */
export function useInvitedRole(): Role | undefined {
  const asked = useSearchParams()[0].get('add');
  return isRole(asked) ? asked : undefined;
}
