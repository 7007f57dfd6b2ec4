import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type People = Schemas['PeoplePage'];
export type Member = Schemas['MemberOut'];
export type MemberRole = Schemas['MemberRole'];
export type CourseGroup = Schemas['CourseGroupOut'];
export type JoinCode = Schemas['JoinCodeOut'];
export type Removed = Schemas['Removed'];

export interface PeopleFilter {
  query: string;
  group: string;
  page: number;
}

const keyOf = (courseId: string) => ['courses', courseId, 'people'] as const;
const codesOf = (courseId: string) => ['courses', courseId, 'codes'] as const;

/** Who teaches in a course, its groups and one page of its students. */
export function usePeople(courseId: string, { query, group, page }: PeopleFilter) {
  return useQuery({
    queryKey: [...keyOf(courseId), query, group, page],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/courses/{course_id}/people', {
          params: { path: { course_id: courseId }, query: { query, group_id: group || undefined, page } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** Accounts that could be added in a role. */
export function useCandidates(courseId: string, query: string, role: MemberRole) {
  return useQuery({
    queryKey: [...keyOf(courseId), 'candidates', role, query],
    enabled: query.length >= 2,
    queryFn: async () =>
      (
        await unwrap(
          api.GET('/api/v1/courses/{course_id}/people/candidates', {
            params: { path: { course_id: courseId }, query: { query, role } },
          }),
        )
      ).people,
    placeholderData: keepPreviousData,
  });
}

/** The codes by which students join. */
export function useCodes(courseId: string) {
  return useQuery({
    queryKey: codesOf(courseId),
    queryFn: async () =>
      (await unwrap(api.GET('/api/v1/courses/{course_id}/codes', { params: { path: { course_id: courseId } } }))).codes,
  });
}

/** Change who is in a course; the page shows it as soon as it is stored. */
export function usePeopleActions(courseId: string) {
  const client = useQueryClient();
  const inCourse = { course_id: courseId };
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keyOf(courseId) }),
      client.invalidateQueries({ queryKey: ['administration', 'setup'] }),
    ]);
  const changing = { onSuccess: refresh };
  const add = useMutation({
    mutationFn: (body: Schemas['NewMembers']) =>
      unwrap(api.POST('/api/v1/courses/{course_id}/people', { params: { path: inCourse }, body })),
    ...changing,
  });
  const invite = useMutation({
    mutationFn: (body: Schemas['NewPerson']) =>
      unwrap(api.POST('/api/v1/courses/{course_id}/people/invitations', { params: { path: inCourse }, body })),
    ...changing,
  });
  const renewInvitation = useMutation({
    mutationFn: (userId: string) =>
      unwrap(
        api.POST('/api/v1/courses/{course_id}/people/{user_id}/invitation', {
          params: { path: { ...inCourse, user_id: userId } },
        }),
      ),
  });
  const change = useMutation({
    mutationFn: ({ userId, ...body }: Schemas['MemberChange'] & { userId: string }) =>
      unwrap(
        api.PATCH('/api/v1/courses/{course_id}/people/{user_id}', {
          params: { path: { ...inCourse, user_id: userId } },
          body,
        }),
      ),
    ...changing,
  });
  const remove = useMutation({
    mutationFn: (userId: string) =>
      unwrap(
        api.DELETE('/api/v1/courses/{course_id}/people/{user_id}', {
          params: { path: { ...inCourse, user_id: userId } },
        }),
      ),
    ...changing,
  });
  const restore = useMutation({
    mutationFn: ({ user_id, ...body }: Removed) =>
      unwrap(
        api.PUT('/api/v1/courses/{course_id}/people/{user_id}', { params: { path: { ...inCourse, user_id } }, body }),
      ),
    ...changing,
  });
  const importList = async (list: Blob, apply: boolean) => {
    const report = await unwrap(
      api.POST('/api/v1/courses/{course_id}/people/import', {
        params: { path: inCourse, query: { apply } },
        body: '', // its type in OpenAPI; what is sent is what the serializer gives
        bodySerializer: () => list,
        headers: { 'Content-Type': 'text/csv' },
      }),
    );
    if (report.applied) await refresh();
    return report;
  };
  return { add, invite, renewInvitation, change, remove, restore, importList };
}

/** Make, rename and delete groups, and fill them. */
export function useGroupActions(courseId: string) {
  const client = useQueryClient();
  const inCourse = { course_id: courseId };
  const changing = { onSuccess: () => client.invalidateQueries({ queryKey: keyOf(courseId) }) };
  const create = useMutation({
    mutationFn: (body: Schemas['NewGroup']) =>
      unwrap(api.POST('/api/v1/courses/{course_id}/groups', { params: { path: inCourse }, body })),
    ...changing,
  });
  const rename = useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      unwrap(
        api.PATCH('/api/v1/courses/{course_id}/groups/{group_id}', {
          params: { path: { ...inCourse, group_id: id } },
          body: { name },
        }),
      ),
    ...changing,
  });
  const remove = useMutation({
    mutationFn: (id: string) =>
      unwrap(
        api.DELETE('/api/v1/courses/{course_id}/groups/{group_id}', {
          params: { path: { ...inCourse, group_id: id } },
        }),
      ),
    ...changing,
  });
  return { create, rename, remove };
}

/** Make, renew and revoke codes. */
export function useCodeActions(courseId: string) {
  const client = useQueryClient();
  const inCourse = { course_id: courseId };
  const changing = { onSuccess: () => client.invalidateQueries({ queryKey: codesOf(courseId) }) };
  const create = useMutation({
    mutationFn: (body: Schemas['NewCode']) =>
      unwrap(api.POST('/api/v1/courses/{course_id}/codes', { params: { path: inCourse }, body })),
    ...changing,
  });
  const renew = useMutation({
    mutationFn: (id: string) =>
      unwrap(
        api.POST('/api/v1/courses/{course_id}/codes/{code_id}/renewal', {
          params: { path: { ...inCourse, code_id: id } },
        }),
      ),
    ...changing,
  });
  const revoke = useMutation({
    mutationFn: ({ id, revoked }: { id: string; revoked: boolean }) =>
      unwrap(
        api.PATCH('/api/v1/courses/{course_id}/codes/{code_id}', {
          params: { path: { ...inCourse, code_id: id } },
          body: { revoked },
        }),
      ),
    ...changing,
  });
  return { create, renew, revoke };
}
