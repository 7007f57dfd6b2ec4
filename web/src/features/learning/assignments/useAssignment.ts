import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lessonKey } from '../api';
import { fetchAssignment, handInAssignment } from '../work/calls';
import type { AssignmentDraft, OwnAssignment } from '../work/types';

export const assignmentKey = (blockId: string) => ['work', 'assignment', blockId] as const;

/** An assignment with the student's own draft and what they have handed in. */
export function useAssignment(blockId: string) {
  return useQuery({
    queryKey: assignmentKey(blockId),
    queryFn: () => fetchAssignment(blockId),
    refetchOnWindowFocus: false,
    refetchOnMount: 'always', // a tutor may have graded it since
  });
}

/** Let the cache know the draft that the server has. */
export function useRememberDraft(blockId: string) {
  const client = useQueryClient();
  return (draft: AssignmentDraft) =>
    client.setQueryData<OwnAssignment>(
      assignmentKey(blockId),
      (before) => before && { ...before, own: { ...before.own, draft } },
    );
}

/** Hand in what is written and uploaded. */
export function useHandIn(lessonId: string, blockId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { id: string; text: string; file_ids: string[] }) => handInAssignment(blockId, body),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: assignmentKey(blockId) });
      void client.invalidateQueries({ queryKey: lessonKey(lessonId) });
      void client.invalidateQueries({ queryKey: ['courses'] });
      void client.invalidateQueries({ queryKey: ['work', 'home'] });
      void client.invalidateQueries({ queryKey: ['work', 'results'] });
    },
  });
}
