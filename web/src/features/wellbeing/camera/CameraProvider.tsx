import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { currentLocation } from '@/platform/lesson/signals';
import { Outbox, useOutbox, type OutboxState } from '@/platform/outbox';
import { useUser } from '@/platform/session';
import { sendWindows, settingsKey, useSettings, type Settings, type Window } from '../api';
import { RefusedWindows, type Refused } from '../ingestion/refusedWindows';
import { locateWindow, windowBox } from '../ingestion/windowQueue';
import { isCameraMode } from './cameraMode';
import { CameraSession, type CameraView } from './CameraSession';

const GATHER_MS = 1_000;

export interface CameraControl {
  view: CameraView;
  sending: OutboxState;
  /** Windows that the server will never take, until the student has read of them. */
  refused: Refused;
  clearRefused: () => void;
  /** The newest window that the server has, to which a correction can refer; null when there is none. */
  lastWindowId: () => string | null;
  start: (settings: Settings) => void;
  stop: () => void;
  show: (video: HTMLVideoElement | null) => void;
}

const CameraContext = createContext<CameraControl | null>(null);

/** Whether this student's settings let the camera run at all. */
export function mayRun(settings: Settings | undefined): boolean {
  return settings !== undefined && isCameraMode(settings.mode) && settings.consent.process_camera.granted;
}

/** The camera of a student, and the queue of its windows on their way to the server. */
function createCamera(userId: string, client: QueryClient) {
  let lastSent: string | null = null;
  const refused = new RefusedWindows();
  const session = new CameraSession((summary) => queue.put(locateWindow(summary, currentLocation())));
  const queue = new Outbox<Window>({
    ...windowBox(userId),
    send: async (windows, { keepalive }) => {
      const answer = await sendWindows(windows, keepalive);
      refused.add(answer.refused);
      const kept = windows.filter(({ id }) => answer.refused.every((item) => item.id !== id));
      lastSent = kept.at(-1)?.id ?? lastSent;
    },
    delay: GATHER_MS,
    onRefused: (_, error) => {
      if (error.code !== 'consent_required') return;
      session.forbid();
      void queue.clear();
      void client.invalidateQueries({ queryKey: settingsKey });
    },
  });
  return { session, queue, refused, lastSentId: () => lastSent };
}

/** Holds the one camera above the pages, sends its windows, and stops it when the permission ends. */
export function CameraProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { id: userId } = useUser();
  const settings = useSettings().data;
  const { session, queue, refused, lastSentId } = useMemo(() => createCamera(userId, client), [userId, client]);

  const sending = useOutbox(queue);
  const view = useSyncExternalStore(session.subscribe, session.getView);
  const refusals = useSyncExternalStore(refused.subscribe, refused.get);
  const allowed = settings === undefined || mayRun(settings);

  // One way of reading ends before another begins.
  const elsewhere =
    settings !== undefined &&
    view.source !== settings.mode &&
    view.state.kind !== 'off' &&
    view.state.kind !== 'failed';

  useEffect(() => () => session.stop(), [session]);
  useEffect(() => {
    if (allowed && elsewhere) session.stop();
  }, [allowed, elsewhere, session]);
  useEffect(() => {
    if (allowed) return;
    session.forbid();
    void queue.clear();
  }, [allowed, session, queue]);

  const stored = settings?.consent.save_summaries.granted ?? false;
  const control = useMemo<CameraControl>(
    () => ({
      view,
      sending,
      refused: refusals,
      clearRefused: refused.clear,
      lastWindowId: () => (stored ? lastSentId() : null),
      start: ({ mode: chosen, model, window_seconds: windowSeconds }) => {
        if (model && isCameraMode(chosen))
          void session.start({ modelName: model.name, modelHash: model.sha256, windowSeconds, source: chosen });
      },
      stop: () => session.stop(),
      show: session.show,
    }),
    [view, sending, refusals, refused, stored, session, lastSentId],
  );

  return <CameraContext value={control}>{children}</CameraContext>;
}

/** The student's camera. */
export function useCamera(): CameraControl {
  const control = useContext(CameraContext);
  if (!control) throw new Error('useCamera() needs a CameraProvider around it.');
  return control;
}
