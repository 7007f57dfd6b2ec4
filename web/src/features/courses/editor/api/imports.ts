import type { Import, OwnCourse } from '../types';
import { ask, askWithForm } from './client';

/** Send a zip and have it read; nothing changes yet. */
export async function analyse(
  file: File,
  courseId: string | null,
  onProgress: (share: number) => void,
): Promise<Import> {
  const form = new FormData();
  form.append('file', file);
  if (courseId) form.append('course_id', courseId);
  onProgress(1);
  return askWithForm<Import>('/imports', form);
}

/** Do what the report says. */
export function applyImport(id: string): Promise<OwnCourse> {
  return ask<OwnCourse>('POST', `/imports/${id}/application`);
}
