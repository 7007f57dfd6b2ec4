import { useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import { useLocale } from '@/platform/i18n/locale';

export type HelpReaders = Schemas['HelpReaders'];

/** Who reads a question from this lesson; asked for with the form, not because of what is written in it. */
export function useHelpReaders(lessonId: string) {
  return useQuery({
    queryKey: ['help', 'readers', lessonId],
    queryFn: () =>
      unwrap(api.GET('/api/v1/help/lessons/{lesson_id}/readers', { params: { path: { lesson_id: lessonId } } })),
  });
}

/** The readers' names in the reader's language: “Ada, Ben and Cora”; `urgent`: with the user for urgent questions. */
export function useReaderNames(): (readers: HelpReaders | undefined, urgent: boolean) => string {
  const locale = useLocale();
  return (readers, urgent) => {
    const contact = urgent && readers?.urgent_contact ? [readers.urgent_contact] : [];
    return new Intl.ListFormat(locale, { type: 'conjunction' }).format([
      ...new Set([...(readers?.tutors ?? []), ...contact]),
    ]);
  };
}
