import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ownCourseKey, refreshCourses, structureOf, type Structure } from '../api/courses';
import type { OwnCourseDetail, OwnModule } from '../types';

/** Change a course's outline: shown at once, then as the server has it; put back where it refuses. */
export function useStructure(courseId: string) {
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const api = structureOf(courseId);

  const act = async <Answer>(
    work: (api: Structure) => Promise<Answer>,
    foresee?: (modules: OwnModule[]) => OwnModule[],
  ): Promise<Answer | null> => {
    const key = ownCourseKey(courseId);
    const before = client.getQueryData<OwnCourseDetail>(key);
    setError(null);
    if (before && foresee) {
      await client.cancelQueries({ queryKey: key, exact: true });
      client.setQueryData<OwnCourseDetail>(key, { ...before, modules: foresee(before.modules) });
    }
    try {
      const answer = await work(api);
      await refreshCourses(client);
      return answer;
    } catch (failure) {
      if (before) client.setQueryData(key, before);
      setError(failure);
      void refreshCourses(client);
      return null;
    }
  };
  return { act, error, dismiss: () => setError(null) };
}

export type StructureActions = ReturnType<typeof useStructure>['act'];
