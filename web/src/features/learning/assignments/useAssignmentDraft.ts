import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useDeviceText } from '@/platform/device-text/deviceText';
import { isFinal, retryDelay } from '@/platform/outbox/retry';
import { saveAssignmentDraft } from '../work/calls';
import type { WorkFile } from '../uploads/workFile';
import type { AssignmentDraft } from '../work/types';
import { useRememberDraft } from './useAssignment';

const DELAY_MS = 800; // a pause in typing

export type DraftStatus = 'saved' | 'saving' | 'waiting' | 'refused';

/** A text and files that are being worked on: on this device from the first keystroke, on the server a moment later. */
export function useAssignmentDraft(blockId: string, saved: AssignmentDraft) {
  const [unsent, setUnsent] = useDeviceText(`assignment.${blockId}`);
  const [text, setText] = useState(() => (unsent === '' ? saved.text : unsent));
  const [files, setFiles] = useState<readonly WorkFile[]>(saved.files);
  const [status, setStatus] = useState<DraftStatus>('saved');
  const [error, setError] = useState<unknown>(null);
  const remember = useRememberDraft(blockId);
  const now = useRef({ text, files, version: 0, confirmed: 0, failures: 0, closed: false });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const schedule = (delay: number) => {
    clearTimeout(timer.current);
    if (!now.current.closed) timer.current = setTimeout(() => void save(), delay);
  };

  const save = async (): Promise<void> => {
    clearTimeout(timer.current);
    const { version } = now.current;
    if (version === now.current.confirmed) return;
    setStatus('saving');
    try {
      const body = { text: now.current.text, file_ids: now.current.files.map(({ id }) => id) };
      const draft = await saveAssignmentDraft(blockId, body);
      now.current.confirmed = Math.max(now.current.confirmed, version);
      now.current.failures = 0;
      setError(null);
      if (now.current.version === version) {
        setUnsent('');
        setStatus('saved');
        remember(draft);
      } else schedule(DELAY_MS);
    } catch (failure) {
      setError(failure);
      setStatus(isFinal(failure) ? 'refused' : 'waiting');
      if (isFinal(failure)) return;
      now.current.failures += 1;
      schedule(retryDelay(now.current.failures));
    }
  };

  const changed = () => {
    now.current.version += 1;
    if (now.current.failures === 0) schedule(DELAY_MS);
  };

  const sendNow = useEffectEvent(() => void save());
  const sendLeftOver = useEffectEvent(() => {
    if (unsent !== '' && unsent !== saved.text) changed();
  });
  useEffect(() => {
    const state = now.current;
    state.closed = false;
    sendLeftOver();
    const flush = () => sendNow();
    window.addEventListener('online', flush);
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('online', flush);
      window.removeEventListener('pagehide', flush);
      sendNow();
      state.closed = true;
    };
  }, []);

  return {
    text,
    files,
    status,
    error,
    write: (next: string) => {
      now.current.text = next;
      setText(next);
      setUnsent(next);
      changed();
    },
    setFiles: (next: readonly WorkFile[]) => {
      now.current.files = next;
      setFiles(next);
      changed();
    },
    /** What was written has been handed in. */
    clear: () => {
      clearTimeout(timer.current);
      now.current = { ...now.current, text: '', files: [], confirmed: now.current.version, failures: 0 };
      setText('');
      setFiles([]);
      setUnsent('');
      setStatus('saved');
    },
    save,
  };
}
