import { useMutation, useQuery, useQueryClient, useSuspenseQuery, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { api, unwrap, type Schemas } from './api/client';
import { clearTexts } from './device-text/keys';
import { useServerEvent } from './events/events';
import { sayTutorAs, type TutorWords } from './i18n/i18n';
import { deviceStore } from './outbox';

export type User = Schemas['UserOut'];
export type Role = Schemas['Role'];
export type SessionState = Schemas['SessionOut'];

export const sessionKey = ['session'] as const;

const sessionQuery = {
  queryKey: sessionKey,
  queryFn: () => unwrap(api.GET('/api/v1/session')),
  staleTime: Number.POSITIVE_INFINITY,
};

/** Speak of whoever teaches as the institution does, whenever the server says who is signed in. */
export function followTutorWords(client: QueryClient): void {
  let last: TutorWords | undefined;
  client.getQueryCache().subscribe(({ query }) => {
    if (query.queryKey[0] !== sessionKey[0]) return;
    const words = (query.state.data as SessionState | undefined)?.tutor_words;
    if (!words || words === last) return;
    last = words;
    sayTutorAs(words);
  });
}

/** Who is signed in, if anybody. */
export function useSession() {
  return useQuery(sessionQuery);
}

/** Whom RequireSession has let pass: what a page still draws with between the end of a session and its own end. */
export const SignedInUser = createContext<User | null>(null);

/** The signed-in user; only for pages behind RequireSession. */
export function useUser(): User {
  const letPass = useContext(SignedInUser);
  const { data } = useSuspenseQuery(sessionQuery);
  // A session that ends is news for the page and its guard in no certain order: a page must not break over it.
  const user = data.user ?? letPass;
  if (!user) throw new Error('useUser() was called on a page that does not require a session.');
  return user;
}

/** Whether the signed-in user teaches a course; without an id, whether they may teach one at all. */
export function useTeaches(courseId?: string): boolean {
  const { role } = useUser();
  const taught = useSuspenseQuery(sessionQuery).data.taught_course_ids;
  if (role === 'tutor') return true; // and sees no other course
  return role === 'administrator' && (courseId === undefined ? taught.length > 0 : taught.includes(courseId));
}

/** The roles whose pages the signed-in user has, their own first: an administrator who teaches has a tutor's, too. */
export function useRoles(): readonly Role[] {
  const { role } = useUser();
  const teaches = useTeaches();
  return role === 'administrator' && teaches ? ADMINISTRATOR_WHO_TEACHES : [role];
}

const ADMINISTRATOR_WHO_TEACHES: readonly Role[] = ['administrator', 'tutor'];

/** Ask anew who is signed in when they teach other courses than before. */
export function useTeachingChanges(): void {
  const client = useQueryClient();
  useServerEvent('teaching.changed', () => void client.invalidateQueries({ queryKey: sessionKey }));
}

/** What waits in the browser under this prefix belongs to its user and is cleared with the session. */
const PRIVATE_PREFIX = 'attune.private.';

/** Clear everything that belongs to the user who has just left; resolves when the device has cleared it too. */
export function clearUser(client: QueryClient): Promise<void> {
  const cleared = deviceStore().then((store) => store.discard(PRIVATE_PREFIX));
  for (const key of Object.keys(localStorage)) if (key.startsWith(PRIVATE_PREFIX)) localStorage.removeItem(key);
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
  client.setQueryData<SessionState>(sessionKey, (session) => session && { ...session, user: null });
  return cleared;
}

/** End the session on the server and drop what the cache knew. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/session')),
    onSuccess: async () => {
      const user = client.getQueryData<SessionState>(sessionKey)?.user;
      if (user) clearTexts(user.id);
      // A store that cannot be emptied must not keep anybody signed in.
      await clearUser(client).catch(() => undefined);
      // A fresh page: nothing of this user stays in memory, and the next one starts at their own start page.
      location.assign('/sign-in');
    },
  });
}

export type ProfileChange = {
  name?: string;
  locale?: User['locale'];
  current_password?: string;
  new_password?: string;
};

/** Change the signed-in user's own name, language or password. */
export function useChangeProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ProfileChange) => unwrap(api.PATCH('/api/v1/me', { body })),
    onSuccess: (user) => client.setQueryData<SessionState>(sessionKey, (session) => session && { ...session, user }),
  });
}
