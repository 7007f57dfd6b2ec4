import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { discardDraft, draftKey, readDraft } from '../api/lessons';
import type { DraftKeeper } from '../draft/DraftKeeper';
import type { LessonDraft } from '../types';

export interface Published {
  /** What students see; 0 for nothing yet. */
  version: number;
  /** Whether the draft says something else than students see, as far as the server knows. */
  changed: boolean;
  /** The draft has become this version. */
  done: (version: number) => void;
  /** Another text than the draft has been published: read what the draft is now. */
  reread: () => void;
  /** Throw the draft away and go on with what students see. */
  discard: () => Promise<void>;
}

/** What students see of a lesson while it is written. */
export function usePublished(lessonId: string, draft: LessonDraft, keeper: DraftKeeper<LessonDraft>): Published {
  const client = useQueryClient();
  const [version, setVersion] = useState(draft.published_version);
  const [publishedRevision, setPublishedRevision] = useState(draft.has_changes ? null : draft.revision);
  const accept = (stored: LessonDraft) => {
    keeper.restart(stored);
    setVersion(stored.published_version);
    setPublishedRevision(stored.has_changes ? null : stored.revision);
    client.setQueryData(draftKey(lessonId), stored);
  };
  const reread = () => void readDraft(lessonId).then(accept);
  const { revision, state } = keeper.current();
  return {
    version,
    changed: state !== 'saved' || revision !== publishedRevision,
    done: (next) => {
      setVersion(next);
      reread();
    },
    reread,
    discard: async () => accept(await discardDraft(lessonId)),
  };
}
