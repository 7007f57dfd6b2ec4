import { api, unwrap, type Schemas } from '@/platform/api/client';
import type { CourseResults, Gradebook, GradeBody, GradeChange, SavedComment } from './gradingTypes';

interface QueueQuery {
  courseId: string;
  itemId: string;
  groupId: string;
  state: 'waiting' | 'graded' | 'returned';
}

export function fetchQueue({ courseId, itemId, groupId, state }: QueueQuery) {
  const query = {
    state,
    ...(courseId ? { course_id: courseId } : {}),
    ...(itemId ? { item_id: itemId } : {}),
    ...(groupId ? { group_id: groupId } : {}),
  };
  return unwrap(api.GET('/api/v1/grading', { params: { query } }));
}

export function fetchWork(id: string) {
  return unwrap(api.GET('/api/v1/grading/{work_id}', { params: { path: { work_id: id } } }));
}

export function gradeWork(id: string, body: GradeBody) {
  return unwrap(api.PUT('/api/v1/grading/{work_id}', { params: { path: { work_id: id } }, body }));
}

export async function fetchSavedComments(): Promise<SavedComment[]> {
  return (await unwrap(api.GET('/api/v1/grading/saved-comments'))).comments;
}

export function addSavedComment(text: string) {
  return unwrap(api.POST('/api/v1/grading/saved-comments', { body: { text } }));
}

export async function removeSavedComment(id: string): Promise<void> {
  await unwrap(api.DELETE('/api/v1/grading/saved-comments/{comment_id}', { params: { path: { comment_id: id } } }));
}

const PAGE_SIZE = 500;

/** The gradebook with all its lines, however many requests that takes. */
export async function fetchGradebook(courseId: string): Promise<Gradebook> {
  const book = await fetchLines(courseId, 0);
  while (book.students.length < book.total) {
    const { students } = await fetchLines(courseId, book.students.length);
    if (students.length === 0) break;
    book.students.push(...students);
  }
  return book;
}

function fetchLines(courseId: string, offset: number): Promise<Gradebook> {
  const query = { offset, limit: PAGE_SIZE };
  return unwrap(api.GET('/api/v1/courses/{course_id}/gradebook', { params: { path: { course_id: courseId }, query } }));
}

export type GradePatch = Schemas['GradeChangeIn'];
export type ItemPatch = Schemas['ItemChange'];

interface CellOf {
  courseId: string;
  itemId: string;
  userId: string;
}

const cellPath = ({ courseId, itemId, userId }: CellOf) => ({
  params: { path: { course_id: courseId, item_id: itemId, student_id: userId } },
});

export function patchGrade(cell: CellOf, body: GradePatch) {
  return unwrap(
    api.PATCH('/api/v1/courses/{course_id}/gradebook/grades/{item_id}/{student_id}', { ...cellPath(cell), body }),
  );
}

export function giveGroupGrade(cell: CellOf) {
  const path = '/api/v1/courses/{course_id}/gradebook/group-grades/{item_id}/{student_id}';
  return unwrap(api.PUT(path, cellPath(cell)));
}

export function countEarlierAttempts(quizId: string) {
  return unwrap(api.GET('/api/v1/quizzes/{block_id}/earlier-attempts', { params: { path: { block_id: quizId } } }));
}

export function gradeAttemptsAgain(quizId: string) {
  return unwrap(api.POST('/api/v1/quizzes/{block_id}/regrade', { params: { path: { block_id: quizId } } }));
}

export async function fetchGradeChanges(cell: CellOf): Promise<GradeChange[]> {
  const path = '/api/v1/courses/{course_id}/gradebook/grades/{item_id}/{student_id}/changes';
  return (await unwrap(api.GET(path, cellPath(cell)))).changes;
}

export function patchGradeItem(courseId: string, itemId: string, body: ItemPatch) {
  return unwrap(
    api.PATCH('/api/v1/courses/{course_id}/gradebook/items/{item_id}', {
      params: { path: { course_id: courseId, item_id: itemId } },
      body,
    }),
  );
}

export function setExtension(cell: CellOf, dueAt: string | null) {
  return unwrap(
    api.PUT('/api/v1/courses/{course_id}/extensions/{item_id}/{student_id}', {
      ...cellPath(cell),
      body: { due_at: dueAt },
    }),
  );
}

const groupItemPath = (course_id: string, item_id: string) => ({ params: { path: { course_id, item_id } } });

export async function fetchGroupExtensions(courseId: string, itemId: string) {
  const path = '/api/v1/courses/{course_id}/group-extensions/{item_id}';
  return (await unwrap(api.GET(path, groupItemPath(courseId, itemId)))).extensions;
}

export function setGroupExtension(courseId: string, itemId: string, groupId: string, dueAt: string | null) {
  return unwrap(
    api.PUT('/api/v1/courses/{course_id}/group-extensions/{item_id}/{group_id}', {
      params: { path: { course_id: courseId, item_id: itemId, group_id: groupId } },
      body: { due_at: dueAt },
    }),
  );
}

export function importGradebook(courseId: string, csv: string, apply: boolean) {
  return unwrap(
    api.POST('/api/v1/courses/{course_id}/gradebook/import', {
      params: { path: { course_id: courseId } },
      body: { csv, apply },
    }),
  );
}

export function fetchRoster(courseId: string) {
  return unwrap(
    api.GET('/api/v1/courses/{course_id}/roster', {
      params: { path: { course_id: courseId }, query: { limit: PAGE_SIZE } },
    }),
  );
}

export async function fetchOwnResults(): Promise<CourseResults[]> {
  return (await unwrap(api.GET('/api/v1/results'))).courses;
}
