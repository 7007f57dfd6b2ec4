import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Gradebook } from '../work/gradingTypes';
import {
  fetchGradebook,
  fetchGradeChanges,
  fetchGroupExtensions,
  patchGrade,
  patchGradeItem,
  setExtension,
  setGroupExtension,
  countEarlierAttempts,
  giveGroupGrade,
  gradeAttemptsAgain,
  type GradePatch,
  type ItemPatch,
} from '../work/tutorCalls';
import { expectGrade } from './grid';

const gradebookKey = (courseId: string) => ['work', 'gradebook', courseId] as const;

/** A course's students with their grades. */
export function useGradebook(courseId: string) {
  return useQuery({ queryKey: gradebookKey(courseId), queryFn: () => fetchGradebook(courseId) });
}

const mostOf = (book: Gradebook, itemId: string) => book.items.find(({ id }) => id === itemId)?.points;

export interface GradeChangeOf {
  itemId: string;
  userId: string;
  change: GradePatch;
}

/** Change one grade. It is shown at once; totals follow with the server's answer. */
export function useChangeGrade(courseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ itemId, userId, change }: GradeChangeOf) => patchGrade({ courseId, itemId, userId }, change),
    onMutate: async ({ itemId, userId, change }) => {
      await client.cancelQueries({ queryKey: gradebookKey(courseId) });
      client.setQueriesData<Gradebook>(
        { queryKey: gradebookKey(courseId) },
        (book) =>
          book && {
            ...book,
            students: book.students.map((student) =>
              student.id === userId
                ? {
                    ...student,
                    grades: {
                      ...student.grades,
                      [itemId]: expectGrade(student.grades[itemId], change, mostOf(book, itemId)),
                    },
                  }
                : student,
            ),
          },
      );
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: gradebookKey(courseId) });
      void client.invalidateQueries({ queryKey: ['work', 'grade-changes'] });
      void client.invalidateQueries({ queryKey: ['work', 'record', courseId] });
    },
  });
}

/** Change what an item counts. */
export function useChangeItem(courseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ itemId, change }: { itemId: string; change: ItemPatch }) => patchGradeItem(courseId, itemId, change),
    onSuccess: () => client.invalidateQueries({ queryKey: gradebookKey(courseId) }),
  });
}

/** Give one student more time, or take that back. */
export function useExtension(courseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ blockId, userId, dueAt }: { blockId: string; userId: string; dueAt: string | null }) =>
      setExtension({ courseId, itemId: blockId, userId }, dueAt),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: gradebookKey(courseId) });
      void client.invalidateQueries({ queryKey: ['work', 'record', courseId] });
    },
  });
}

/** Let what a group has handed in count for a student who came into it afterwards. */
export function useGiveGroupGrade(courseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (of: { itemId: string; userId: string }) => giveGroupGrade({ courseId, ...of }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: gradebookKey(courseId) });
      void client.invalidateQueries({ queryKey: ['work', 'grade-changes'] });
    },
  });
}

const earlierKey = (itemId: string) => ['work', 'earlier-attempts', itemId] as const;

/** What was handed in at a quiz before it became what it is now. */
export function useEarlierAttempts(itemId: string) {
  return useQuery({ queryKey: earlierKey(itemId), queryFn: () => countEarlierAttempts(itemId) });
}

/** Grade what was handed in at a quiz by its questions as they are now. */
export function useGradeAgain(courseId: string, itemId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => gradeAttemptsAgain(itemId),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: earlierKey(itemId) });
      void client.invalidateQueries({ queryKey: gradebookKey(courseId) });
      void client.invalidateQueries({ queryKey: ['work', 'grade-changes'] });
    },
  });
}

const groupDatesKey = (courseId: string, itemId: string) => ['work', 'group-dates', courseId, itemId] as const;

/** The dates that groups have of their own for an item. */
export function useGroupDates(courseId: string, itemId: string) {
  return useQuery({ queryKey: groupDatesKey(courseId, itemId), queryFn: () => fetchGroupExtensions(courseId, itemId) });
}

/** Give a group more time, or take that back. */
export function useSetGroupDate(courseId: string, itemId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ groupId, dueAt }: { groupId: string; dueAt: string | null }) =>
      setGroupExtension(courseId, itemId, groupId, dueAt),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: groupDatesKey(courseId, itemId) });
      void client.invalidateQueries({ queryKey: gradebookKey(courseId) });
    },
  });
}

/** Who changed a grade, when and from what to what, the latest first. */
export function useGradeChanges(courseId: string, itemId: string, userId: string) {
  return useQuery({
    queryKey: ['work', 'grade-changes', courseId, itemId, userId],
    queryFn: () => fetchGradeChanges({ courseId, itemId, userId }),
  });
}
