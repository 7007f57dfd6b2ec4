import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type HelpThread = Schemas['HelpThreadOut'];
export type Conversation = Schemas['HelpConversation'];
export type HelpMessage = Schemas['HelpMessageOut'];

export const helpKey = ['help'] as const;
const conversationKey = (threadId: string) => [...helpKey, 'thread', threadId] as const;

/** A page of threads that wait for an answer, or of those that have one; the latest first. */
export function useThreads(settled: boolean, page: number) {
  return useQuery({
    queryKey: [...helpKey, 'list', settled, page],
    queryFn: () => unwrap(api.GET('/api/v1/help/threads', { params: { query: { settled, page } } })),
  });
}

/** A page of the conversations with a student of a course, open or not. */
export function useStudentThreads(courseId: string, studentId: string, page: number) {
  const query = { course_id: courseId, student_id: studentId, page };
  return useQuery({
    queryKey: [...helpKey, 'student', courseId, studentId, page],
    queryFn: () => unwrap(api.GET('/api/v1/help/threads', { params: { query } })),
    refetchOnMount: 'always',
  });
}

/** Write to students of a course, to each of them in private. */
export function useWriteToStudents(courseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['MessageToStudents']) =>
      unwrap(
        api.POST('/api/v1/help/courses/{course_id}/messages', { params: { path: { course_id: courseId } }, body }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: helpKey }),
  });
}

const NOTHING_UNREAD: Schemas['UnreadHelp'] = { threads: 0, urgent: 0, urgent_only: false };

/** How many threads hold something unread, and how many are urgent and open. */
export function useUnread(): Schemas['UnreadHelp'] {
  return useUnreadQuery().data ?? NOTHING_UNREAD;
}

export function useUnreadQuery() {
  return useQuery({ queryKey: [...helpKey, 'unread'], queryFn: () => unwrap(api.GET('/api/v1/help/unread')) });
}

/** One conversation. */
export function useConversation(threadId: string) {
  return useQuery({
    queryKey: conversationKey(threadId),
    queryFn: () => unwrap(api.GET('/api/v1/help/threads/{thread_id}', { params: { path: { thread_id: threadId } } })),
  });
}

/** Write into a conversation. */
export function useReply(threadId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['ReplyIn']) =>
      unwrap(
        api.POST('/api/v1/help/threads/{thread_id}/messages', { params: { path: { thread_id: threadId } }, body }),
      ),
    onSuccess: (conversation) => client.setQueryData<Conversation>(conversationKey(threadId), conversation),
  });
}

/** Mark a question as answered, or as open again. */
export function useSettle(threadId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settled: boolean) =>
      unwrap(
        api.PUT('/api/v1/help/threads/{thread_id}/settled', {
          params: { path: { thread_id: threadId } },
          body: { settled },
        }),
      ),
    onSuccess: (conversation) => client.setQueryData<Conversation>(conversationKey(threadId), conversation),
  });
}

/** Note that everything in a conversation has been seen. */
export function useMarkRead() {
  return useMutation({
    mutationFn: (threadId: string) =>
      unwrap(api.PUT('/api/v1/help/threads/{thread_id}/read', { params: { path: { thread_id: threadId } } })),
  });
}
