import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { refreshFiles } from '../api/files';
import type { CourseFile } from '../types';
import { transportOf, upload } from './upload';

export interface RunningUpload {
  id: string;
  file: File;
  /** From 0 to 1. */
  share: number;
  error: unknown;
}

export interface Uploads {
  running: readonly RunningUpload[];
  /** Store files one after another; answers with those that could be stored. */
  add: (files: readonly File[]) => Promise<CourseFile[]>;
  retry: (id: string) => void;
  dismiss: (id: string) => void;
}

/** The files that are on their way to a course; one that failed stays until it is sent again or dismissed. */
export function useUploads(courseId: string): Uploads {
  const client = useQueryClient();
  const [running, setRunning] = useState<readonly RunningUpload[]>([]);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  return useMemo(() => {
    const change = (id: string, part: Partial<RunningUpload>) =>
      setRunning((before) => before.map((each) => (each.id === id ? { ...each, ...part } : each)));
    const dismiss = (id: string) => setRunning((before) => before.filter((each) => each.id !== id));

    const send = async (id: string, file: File): Promise<CourseFile | null> => {
      change(id, { error: null, share: 0 });
      try {
        const stored = await upload(file, {
          transport: transportOf(courseId),
          scope: courseId,
          onProgress: (share) => change(id, { share }),
        });
        dismiss(id);
        void refreshFiles(client, courseId);
        return stored;
      } catch (error) {
        change(id, { error });
        return null;
      }
    };
    const next = <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
      const done = queue.current.then(work);
      queue.current = done;
      return done;
    };
    const add = async (files: readonly File[]) => {
      const added = files.map((file) => ({ id: crypto.randomUUID(), file, share: 0, error: null }));
      setRunning((before) => [...before, ...added]);
      const stored = await Promise.all(added.map(({ id, file }) => next(() => send(id, file))));
      return stored.filter((each) => each !== null);
    };
    const retry = (id: string) => {
      const again = running.find((each) => each.id === id);
      if (again) void next(() => send(id, again.file));
    };
    return { running, add, retry, dismiss };
  }, [client, courseId, running]);
}
