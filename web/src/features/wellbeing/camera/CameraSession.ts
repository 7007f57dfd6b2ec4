import type {
  CameraFailure,
  CameraState,
  Displayed,
  ExpressionCamera,
  Reading,
  WindowSource,
  ModelRequest,
  WindowSummary,
} from '@/vision';
import { ReadingRate } from '../ingestion/readingRate';
import { sendFrame } from '../ingestion/sendFrame';
import { codeFailure } from './codeFailure';

/** What the page shows of the camera. */
export interface CameraView {
  state: CameraState;
  /** What it reads right now; null until the first reading. */
  shown: Displayed | null;
  /** Why it was stopped, other than by the student. */
  stoppedBy: 'consent_required' | null;
  /** Who reads its frames. */
  source: WindowSource;
  /** Whether this device has been too slow for a while to say anything reliable. */
  slow: boolean;
}

export interface CameraModel extends ModelRequest {
  windowSeconds: number;
  /** Whether this device reads the frames, or the server does. */
  source: WindowSource;
}

type Listener = () => void;
type LoadCamera = (model: CameraModel) => Promise<ExpressionCamera>;

const OFF: CameraView = { state: { kind: 'off' }, shown: null, stoppedBy: null, source: 'on_device', slow: false };
const SENT_PER_SECOND = 4; // pictures to a server: enough for what is displayed, and gentle to a mobile contract
const SHOW_EVERY_MS = 400; // faster is flicker, not information

const loadCamera: LoadCamera = async (model) => {
  const vision = await import('@/vision');
  if (model.source === 'on_device') return new vision.ExpressionCamera(model);
  return new vision.ExpressionCamera(
    { ...model, analysesPerSecond: SENT_PER_SECOND },
    vision.partsWithServer(sendFrame),
  );
};

/** The one camera of this tab. It lives above the pages, so that a lesson can be left without losing it. */
export class CameraSession {
  private view = OFF;
  private camera: ExpressionCamera | null = null;
  private turn = 0; // what a start that was ended or overtaken still awaits must not come back
  private preview: HTMLVideoElement | null = null;
  private shownAt = 0;
  private pulse = new ReadingRate();
  private listeners = new Set<Listener>();

  constructor(
    private readonly onWindow: (summary: WindowSummary) => void,
    private readonly load: LoadCamera = loadCamera,
  ) {}

  subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  getView = (): CameraView => this.view;

  /** Turn the camera on. Only ever called from the student's own click. */
  async start(model: CameraModel): Promise<void> {
    this.release();
    const { turn } = this;
    this.become({ ...OFF, source: model.source, state: { kind: 'starting', stage: 'permission' } });
    try {
      const camera = await this.load(model);
      if (turn !== this.turn) return;
      this.attach(camera);
      await camera.start(this.preview ?? undefined);
    } catch {
      if (turn === this.turn) this.fail(codeFailure());
    }
  }

  /** Turn the camera off, immediately. */
  stop(reason: CameraView['stoppedBy'] = null): void {
    this.release();
    this.become({ ...OFF, stoppedBy: reason });
  }

  /** The permission has ended: stop, and say so if there was something to stop. */
  forbid(): void {
    if (this.view.state.kind !== 'off') this.stop('consent_required');
  }

  /** Show the picture in an element of the page, or no longer. */
  show = (video: HTMLVideoElement | null): void => {
    this.preview = video;
    this.camera?.show(video);
  };

  private attach(camera: ExpressionCamera): void {
    this.camera = camera;
    this.pulse = new ReadingRate();
    const current = () => this.camera === camera;
    camera.on(
      'state',
      (state) =>
        current() && this.become({ ...this.view, state, shown: state.kind === 'running' ? this.view.shown : null }),
    );
    camera.on('reading', (reading, shown) => current() && this.take(reading, shown));
    camera.on('window', (summary) => current() && this.onWindow(summary));
  }

  private take(reading: Reading, shown: Displayed): void {
    const before = this.view.shown;
    const slow = this.view.source === 'on_device' && this.pulse.isSlow(reading.t); // a server sets its own pace
    const same = before?.label === shown.label && before.reason === shown.reason && slow === this.view.slow;
    if (same && reading.t - this.shownAt < SHOW_EVERY_MS) return;
    this.shownAt = reading.t;
    this.become({ ...this.view, shown, slow });
  }

  private fail(failure: CameraFailure): void {
    this.release();
    this.become({ ...OFF, state: { kind: 'failed', failure } });
  }

  private release(): void {
    this.turn += 1;
    const camera = this.camera;
    this.camera = null;
    camera?.stop();
  }

  private become(view: CameraView): void {
    this.view = view;
    for (const listener of this.listeners) listener();
  }
}
