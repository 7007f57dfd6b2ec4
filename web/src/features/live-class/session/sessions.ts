import type { Schemas } from '@/platform/api/client';

export type LiveSession = Schemas['LiveSessionOut'];
export type TaughtSession = Schemas['TaughtSession'];
export type Pace = LiveSession['pace'];

/**
 * Fold a state that was pushed into those that are known; the newer one counts, in whatever order they come. One that has
 * ended stays, so that late news of it does not bring it back.
 */
export function applySession<S extends LiveSession>(
  known: readonly S[],
  pushed: LiveSession,
  complete: (pushed: LiveSession) => S | null,
): readonly S[] {
  const before = known.find(({ id }) => id === pushed.id);
  if (!before) {
    const added = complete(pushed);
    return added ? [...known, added] : known;
  }
  if (before.revision >= pushed.revision) return known;
  return known.map((session) => (session.id === pushed.id ? { ...session, ...pushed } : session));
}

/** Those that are on now. */
export function openOf<S extends LiveSession>(sessions: readonly S[]): S[] {
  return sessions.filter(({ state }) => state === 'open');
}

/** Those that are still to come. */
export function plannedOf<S extends LiveSession>(sessions: readonly S[]): S[] {
  return sessions.filter(({ state }) => state === 'planned');
}

/** The open one that is held on a lesson; that of one's group before that of the course. */
export function sessionOn<S extends LiveSession>(sessions: readonly S[], lessonId: string | undefined): S | undefined {
  const here = openOf(sessions).filter(({ lesson_id: held }) => held === lessonId);
  return here.find(({ group_id: group }) => group !== null) ?? here[0];
}

/** The block before or after the one that is presented; the first where none is. */
export function neighbour(blocks: TaughtSession['blocks'], presented: string | null, step: 1 | -1): string | undefined {
  const index = blocks.findIndex(({ id }) => id === presented);
  return index === -1 ? blocks[0]?.id : blocks[index + step]?.id;
}
