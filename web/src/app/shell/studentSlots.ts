import type { ComponentType } from 'react';
import { lazyPart } from '@/components/on-demand/lazyPart';
import { openNamespace } from '@/platform/i18n/i18n';
import type { StudentSlots } from '@/platform/student/slots';

interface Part<P> {
  Component: () => Promise<ComponentType<P>>;
  strings: string;
}

/** A part with the strings of its feature, loaded where a page about students shows it. */
function part<P extends object>({ Component, strings }: Part<P>): ComponentType<P> {
  return lazyPart(async () => (await Promise.all([Component(), openNamespace(strings)]))[0]);
}

/** What a tutor finds on the pages about students, beside learning records. */
export const studentSlots: StudentSlots = {
  Conversations: part({
    Component: async () => (await import('@/features/help/with-student/StudentConversations')).StudentConversations,
    strings: 'help',
  }),
  WriteTo: part({
    Component: async () => (await import('@/features/help/with-student/WriteToStudents')).WriteToStudents,
    strings: 'help',
  }),
  SharedView: part({
    Component: async () => (await import('@/features/insight/student/SharedViewSection')).SharedViewSection,
    strings: 'insight',
  }),
};
