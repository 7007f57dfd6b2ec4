import { expect, test } from 'vitest';
import { decisionsOf } from './decisions';

const quiet = { without_tutor: [] };

test('where nothing is open there is nothing to decide', () => {
  expect(decisionsOf(quiet, { confirmed_at: '2026-01-01T10:00:00Z', due: [] }, 0)).toEqual([]);
  expect(decisionsOf(quiet, undefined, 0)).toEqual([]);
});

test('help for students comes before courses; that somebody has not signed in yet is nothing to decide', () => {
  const home = { without_tutor: [{ course_id: 'c1', title: 'Statistics' }], never_signed_in: 2 };
  expect(decisionsOf(home, { confirmed_at: null, due: [] }, 2).map(({ key }) => key)).toEqual([
    'resources_unconfirmed',
    'messages_awaiting',
    'without_tutor',
  ]);
});

test('a disk that fills comes after help for students and before courses', () => {
  const home = { without_tutor: [{ course_id: 'c1', title: 'Statistics' }] };
  const rest = { free_bytes: 9e9, share: null, before: null, count: null, job: null, p95_ms: null };
  const filling = { ...rest, kind: 'disk_filling', days: 12 } as const;
  expect(decisionsOf(home, { confirmed_at: null, due: [] }, 0, [filling])).toMatchObject([
    { key: 'resources_unconfirmed' },
    { key: 'system_disk_filling', to: '/admin/system', count: 12 },
    { key: 'without_tutor' },
  ]);
});
