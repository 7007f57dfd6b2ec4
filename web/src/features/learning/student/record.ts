import { useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type StudentRecord = Schemas['StudentRecord'];
export type RecordLesson = Schemas['RecordLesson'];
export type RecordLine = Schemas['RecordLine'];
export type RecordQuiz = Schemas['RecordQuiz'];

/** Everything that learning records say about a student of a course. */
export function useRecord(courseId: string, studentId: string) {
  return useQuery({
    queryKey: ['work', 'record', courseId, studentId],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/courses/{course_id}/students/{student_id}/record', {
          params: { path: { course_id: courseId, student_id: studentId } },
        }),
      ),
  });
}

/** One of their attempts at a quiz. */
export function useStudentAttempt(courseId: string, studentId: string, attemptId: string) {
  return useQuery({
    queryKey: ['work', 'record', courseId, studentId, attemptId],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/courses/{course_id}/students/{student_id}/attempts/{attempt_id}', {
          params: { path: { course_id: courseId, student_id: studentId, attempt_id: attemptId } },
        }),
      ),
  });
}
