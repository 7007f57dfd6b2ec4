import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type Library = Schemas['MessageLibrary'];
export type LibraryMessage = Schemas['MessageOut'];
export type MessageDetail = Schemas['MessageDetail'];
export type Draft = Schemas['MessageDraft'];
export type Review = Schemas['DraftReview'];
export type Language = Schemas['Locale'];
export type Strategy = Schemas['Strategy'];
export type Cause = Schemas['Cause'];
export type Style = LibraryMessage['style'];
export type Texts = Record<Language, string>;

const libraryKey = ['administration', 'messages'] as const;

/** Every message of the institution. */
export function useLibrary() {
  return useQuery({ queryKey: libraryKey, queryFn: () => unwrap(api.GET('/api/v1/administration/messages')) });
}

/** One message with its history. */
export function useMessage(id: string) {
  return useQuery({
    queryKey: [...libraryKey, id],
    queryFn: () =>
      unwrap(api.GET('/api/v1/administration/messages/{message_id}', { params: { path: { message_id: id } } })),
  });
}

/** What is wrong with a draft, of a course where one is given, and how it will read; the last answer stays until the next one is there. */
export function useReview(draft: Draft, courseId?: string) {
  return useQuery({
    queryKey: ['administration', 'message_review', courseId ?? null, draft],
    queryFn: () =>
      courseId === undefined
        ? unwrap(api.POST('/api/v1/administration/messages/review', { body: draft }))
        : unwrap(
            api.POST('/api/v1/courses/{course_id}/support-messages/review', {
              params: { path: { course_id: courseId } },
              body: draft,
            }),
          ),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Store what the server says of a changed message: the page shows it immediately, the list is asked for again. */
function useAccept() {
  const client = useQueryClient();
  return async (detail: MessageDetail) => {
    await client.invalidateQueries({ queryKey: libraryKey });
    client.setQueryData<MessageDetail>([...libraryKey, detail.id], detail);
  };
}

/** Change the words of a message, or switch it on or off. */
export function useEditMessage(id: string) {
  const accept = useAccept();
  return useMutation({
    mutationFn: (body: Schemas['MessageEdit']) =>
      unwrap(api.PUT('/api/v1/administration/messages/{message_id}', { params: { path: { message_id: id } }, body })),
    onSuccess: accept,
  });
}

/** Go back to the shipped words. */
export function useRevertMessage(id: string) {
  const accept = useAccept();
  return useMutation({
    mutationFn: (version: number) =>
      unwrap(
        api.POST('/api/v1/administration/messages/{message_id}/revert', {
          params: { path: { message_id: id } },
          body: { version },
        }),
      ),
    onSuccess: accept,
  });
}

/** Add a message of the institution's own. */
export function useAddMessage() {
  const accept = useAccept();
  return useMutation({
    mutationFn: (body: Draft) => unwrap(api.POST('/api/v1/administration/messages', { body })),
    onSuccess: accept,
  });
}
