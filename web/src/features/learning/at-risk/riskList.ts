import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type RiskList = Schemas['RiskList'];
export type RiskEntry = Schemas['RiskEntry'];
export type RiskRules = Schemas['RiskRulesOut'];
export type RiskRulesChange = Schemas['RiskRulesIn'];

const allLists = ['work', 'at-risk'] as const;
const path = (courseId: string) => ({ params: { path: { course_id: courseId } } });

/** Who of a course needs a look. */
export function useRiskList(courseId: string) {
  return useQuery({
    queryKey: [...allLists, courseId],
    queryFn: () => unwrap(api.GET('/api/v1/courses/{course_id}/at-risk', path(courseId))),
    refetchOnMount: 'always',
  });
}

/** Change from where on each rule holds. Who was too late sees the others' values. */
export function useSetRules(courseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RiskRulesChange) =>
      unwrap(api.PUT('/api/v1/courses/{course_id}/at-risk/rules', { ...path(courseId), body })),
    onSettled: () => client.invalidateQueries({ queryKey: allLists }),
  });
}

/** Note that one has looked at how some students stand, or take that back. */
export function useSetLooks(courseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['RiskLooksIn']) =>
      unwrap(api.PUT('/api/v1/courses/{course_id}/at-risk/looks', { ...path(courseId), body })),
    onSettled: () => client.invalidateQueries({ queryKey: allLists }),
  });
}
