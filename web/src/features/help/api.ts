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

/** How many threads hold something unread. */
export function useUnread(): number {
  const query = useQuery({ queryKey: [...helpKey, 'unread'], queryFn: () => unwrap(api.GET('/api/v1/help/unread')) });
  return query.data?.threads ?? 0;
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
    mutationFn: (body: { id: string; text: string }) =>
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
