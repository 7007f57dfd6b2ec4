import { textKey } from '@/platform/device-text/keys';
import type { LessonBody } from '../types';

/** What was written on this device and has not been taken by the server. */
export interface KeptDraft {
  /** The revision that it was written on. */
  revision: number;
  /** The text of that revision, to tell later who has changed what. */
  base: LessonBody;
  body: LessonBody;
}

/** Where unsaved text stays until the server has it. */
export interface DraftStore {
  read: () => KeptDraft | null;
  /** False where the device keeps nothing, or has no room. */
  write: (kept: KeptDraft) => boolean;
  clear: () => void;
}

/** The unsaved text of one user and one lesson in this browser; written at once, so that a reload loses nothing. */
export function deviceDraft(userId: string, lessonId: string): DraftStore {
  const key = textKey(userId, `lesson-draft.${lessonId}`);
  return {
    read: () => {
      try {
        return asKept(JSON.parse(localStorage.getItem(key) ?? 'null'));
      } catch {
        return null;
      }
    },
    write: (kept) => {
      try {
        localStorage.setItem(key, JSON.stringify(kept));
        return true;
      } catch {
        return false;
      }
    },
    clear: () => localStorage.removeItem(key),
  };
}

/** What lies in a browser may be of any age. */
function asKept(value: unknown): KeptDraft | null {
  if (typeof value !== 'object' || value === null) return null;
  const { revision, base, body } = value as Partial<KeptDraft>;
  return typeof revision === 'number' && isBody(base) && isBody(body) ? { revision, base, body } : null;
}

function isBody(value: LessonBody | undefined): value is LessonBody {
  return Array.isArray(value?.blocks);
}
