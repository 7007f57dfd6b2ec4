import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { GradeBody, WorkToGrade } from '../work/gradingTypes';
import {
  addSavedComment,
  fetchQueue,
  fetchSavedComments,
  fetchWork,
  gradeWork,
  removeSavedComment,
} from '../work/tutorCalls';

export interface QueueFilter {
  courseId: string;
  itemId: string;
  groupId: string;
  state: 'waiting' | 'graded' | 'returned';
}

const queueKey = ['work', 'queue'] as const;
const workKey = (id: string) => ['work', 'grading', id] as const;
const commentsKey = ['work', 'saved-comments'] as const;

/** What waits to be graded, or was, in the courses in which the tutor grades. */
export function useQueue(filter: QueueFilter) {
  return useQuery({
    queryKey: [...queueKey, filter],
    queryFn: () => fetchQueue(filter),
    placeholderData: keepPreviousData,
    refetchOnMount: 'always',
  });
}

/** One piece of work to grade. */
export function useWork(id: string) {
  return useQuery({ queryKey: workKey(id), queryFn: () => fetchWork(id), refetchOnWindowFocus: false });
}

/** Save a grade, give it to the student, or return the work. */
export function useGrade(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: GradeBody) => gradeWork(id, body),
    onSuccess: (work: WorkToGrade) => {
      client.setQueryData(workKey(id), work);
      void client.invalidateQueries({ queryKey: queueKey });
      void client.invalidateQueries({ queryKey: ['work', 'gradebook'] });
      void client.invalidateQueries({ queryKey: ['work', 'home'] });
    },
  });
}

/** Comments that a tutor keeps to use again. */
export function useSavedComments() {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: commentsKey });
  return {
    comments: useQuery({ queryKey: commentsKey, queryFn: fetchSavedComments, staleTime: 300_000 }).data ?? [],
    add: useMutation({ mutationFn: addSavedComment, onSuccess: refresh }),
    remove: useMutation({ mutationFn: removeSavedComment, onSuccess: refresh }),
  };
}
