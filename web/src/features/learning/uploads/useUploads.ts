import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { uploadFile } from '@/platform/api/upload';
import type { WorkFile } from './workFile';

/** A file on its way to the server, or one that did not get there. */
export interface Upload {
  key: string;
  file: File;
  /** How much has been sent, from 0 to 1. */
  share: number;
  error: unknown;
}

const LARGEST_BYTES = 20_000_000; // as the server takes them

export class FileTooLarge extends Error {}

interface UploadsOptions {
  /** Where files are sent to. */
  path: string;
  onUploaded: (file: WorkFile) => void;
}

/** Files on their way: several at once, each with its progress, each to be cancelled or sent again. */
export function useUploads({ path, onUploaded }: UploadsOptions) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const aborts = useRef(new Map<string, AbortController>());
  // An upload ends long after it began: it tells who listens then.
  const listener = useRef(onUploaded);
  useEffect(() => {
    listener.current = onUploaded;
  });

  const change = (key: string, next: Partial<Upload>) =>
    setUploads((before) => before.map((upload) => (upload.key === key ? { ...upload, ...next } : upload)));
  const drop = (key: string) => setUploads((before) => before.filter((upload) => upload.key !== key));

  const start = async (key: string, file: File) => {
    if (file.size > LARGEST_BYTES) return change(key, { error: new FileTooLarge() });
    const abort = new AbortController();
    aborts.current.set(key, abort);
    try {
      const uploaded = await uploadFile<WorkFile>(path, file, {
        onProgress: (share) => change(key, { share }),
        signal: abort.signal,
      });
      drop(key);
      listener.current(uploaded);
    } catch (error) {
      if (!abort.signal.aborted) change(key, { error });
    } finally {
      aborts.current.delete(key);
    }
  };

  return {
    uploads,
    add: (files: readonly File[]) => {
      for (const file of files) {
        const key = crypto.randomUUID();
        setUploads((before) => [...before, { key, file, share: 0, error: null }]);
        void start(key, file);
      }
    },
    retry: ({ key, file }: Upload) => {
      change(key, { share: 0, error: null });
      void start(key, file);
    },
    cancel: ({ key }: Upload) => {
      aborts.current.get(key)?.abort();
      drop(key);
    },
  };
}

const filesKey = (blockId: string) => ['work', 'files', blockId] as const;

/** Remember names and sizes of files that answers name only by their ids. */
export function rememberFiles(client: QueryClient, blockId: string, files: readonly WorkFile[]): void {
  if (files.length === 0) return;
  client.setQueryData<readonly WorkFile[]>(filesKey(blockId), (before = []) => [
    ...before.filter(({ id }) => files.every((file) => file.id !== id)),
    ...files,
  ]);
}

/** The files of a block that this page knows. */
export function useKnownFiles(blockId: string): readonly WorkFile[] {
  const client = useQueryClient();
  const { data } = useQuery<readonly WorkFile[]>({
    queryKey: filesKey(blockId),
    queryFn: () => client.getQueryData<readonly WorkFile[]>(filesKey(blockId)) ?? [],
    initialData: [],
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}
