import { api, unwrap } from '@/platform/api/client';
import type { StudentHome } from './homeTypes';
import type { AssignmentDraft, HandIn, OwnAssignment } from './types';

const path = (assignment_id: string) => ({ params: { path: { assignment_id } } });

export function fetchAssignment(blockId: string): Promise<OwnAssignment> {
  return unwrap(api.GET('/api/v1/assignments/{assignment_id}', path(blockId)));
}

export function saveAssignmentDraft(
  blockId: string,
  body: { text: string; file_ids: string[] },
): Promise<AssignmentDraft> {
  return unwrap(api.PUT('/api/v1/assignments/{assignment_id}/draft', { ...path(blockId), body }));
}

/** Hand in. The id makes a repeated delivery the same one. */
export function handInAssignment(
  blockId: string,
  body: { id: string; text: string; file_ids: string[] },
): Promise<HandIn> {
  return unwrap(api.POST('/api/v1/assignments/{assignment_id}/hand-ins', { ...path(blockId), body }));
}

/** What a student finds on their home page. */
export async function fetchStudentHome(): Promise<StudentHome> {
  const { student } = await unwrap(api.GET('/api/v1/home'));
  return student ?? { continue_at: null, due: [], feedback: [], results: [], awaited: [] };
}
