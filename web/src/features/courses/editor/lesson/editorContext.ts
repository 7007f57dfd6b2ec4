import { createContext } from 'react';
import type { CourseFile } from '../types';
import type { Uploads } from '../files/useUploads';

/** Where a problem is: a block, perhaps one of its questions, perhaps one field. `nonce` tells two looks at the same place apart. */
export interface Place {
  blockId: string | null;
  questionId: string | null;
  field: string | null;
  nonce: number;
}

/** What every field of the editor may need. */
export interface EditorSurroundings {
  courseId: string;
  lessonId: string;
  language: string | undefined;
  uploads: Uploads;
  /** Store images and answer with the Markdown that shows them; empty where none could be stored. */
  storeImages: (files: File[]) => Promise<string>;
  /** The place that the author is led to. */
  place: Place | null;
  /** Say to a screen reader what has happened. */
  announce: (message: string) => void;
}

const nothing = () => undefined;

export const EditorContext = createContext<EditorSurroundings>({
  courseId: '',
  lessonId: '',
  language: undefined,
  uploads: { running: [], add: async () => [], retry: nothing, dismiss: nothing },
  storeImages: async () => '',
  place: null,
  announce: nothing,
});

/** The name of a file as it stands in Markdown. */
export function inMarkdown({ name }: Pick<CourseFile, 'name'>): string {
  return /[\s()<>]/.test(name) ? `<${name.replaceAll(/[<>]/g, '')}>` : name;
}
