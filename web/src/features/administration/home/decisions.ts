import type { Schemas } from '@/platform/api/client';

type AdminHome = Pick<NonNullable<Schemas['Home']['administrator']>, 'without_tutor'>;
type SystemDecision = Schemas['SystemDecisionOut'];
type Resources = Pick<Schemas['ManagedResources'], 'confirmed_at' | 'due'>;

/** Something that needs a decision: its words in the catalogue, and where it is made. */
export interface Decision {
  key:
    | 'resources_unconfirmed'
    | 'resources_due'
    | 'messages_awaiting'
    | 'without_tutor'
    | `system_${SystemDecision['kind']}`;
  to: string;
  name?: string;
  count?: number;
}

/** What needs a decision, the most pressing first: help for students, then the server, then courses. */
export function decisionsOf(
  home: AdminHome,
  resources: Resources | undefined,
  awaiting: number,
  system: readonly SystemDecision[] = [],
): Decision[] {
  const found: Decision[] = [];
  if (resources && resources.confirmed_at === null)
    found.push({ key: 'resources_unconfirmed', to: '/admin/resources' });
  else if (resources && resources.due.length > 0)
    found.push({ key: 'resources_due', to: '/admin/resources', count: resources.due.length });
  if (awaiting > 0)
    found.push({ key: 'messages_awaiting', to: '/admin/support-messages?status=awaiting', count: awaiting });
  for (const { kind, days, job } of system)
    found.push({ key: `system_${kind}`, to: '/admin/system', name: job ?? undefined, count: days ?? undefined });
  for (const { course_id: id, title: name } of home.without_tutor)
    found.push({ key: 'without_tutor', to: `/teach/courses/${id}`, name });
  return found;
}
