// How much slower to read when the device has better uses for its power: a low battery, or a processor that is hot.

/** What a browser says of its device's power; null where it does not. */
export interface Power {
  /** Of the battery, 0 to 1. */
  level: number | null;
  charging: boolean | null;
  /** Compute Pressure of the processor (W3C): `serious` and `critical` are noticed by the user. */
  pressure: 'nominal' | 'fair' | 'serious' | 'critical' | null;
}

const LOW_BATTERY = 0.2;
const SLOWER = 2;

/** The factor by which the pauses between frames grow: 1, or 2 where power is short. */
export function slowdownOf({ level, charging, pressure }: Power): number {
  const low = level !== null && charging === false && level <= LOW_BATTERY;
  return low || pressure === 'serious' || pressure === 'critical' ? SLOWER : 1;
}

interface Battery extends EventTarget {
  level: number;
  charging: boolean;
}

interface PressureRecord {
  state: NonNullable<Power['pressure']>;
}

/** What browsers have that TypeScript's library does not know yet. */
interface Sensors {
  getBattery?: () => Promise<Battery>;
}
type Observer = new (callback: (records: PressureRecord[]) => void) => {
  observe(source: 'cpu', options: { sampleInterval: number }): Promise<void>;
  disconnect(): void;
};

const SAMPLED_EVERY_MS = 2_000;

/** Follows the device's power while a camera runs; a browser that says nothing is never slowed down. */
export class PowerWatch {
  #power: Power = { level: null, charging: null, pressure: null };
  readonly #ended = new AbortController();

  constructor() {
    void this.#followBattery().catch(() => undefined); // forbidden by a policy: then nothing is known
    void this.#followPressure().catch(() => undefined);
  }

  get slowdown(): number {
    return slowdownOf(this.#power);
  }

  stop(): void {
    this.#ended.abort();
  }

  async #followBattery(): Promise<void> {
    const battery = await (navigator as Sensors).getBattery?.();
    if (!battery) return;
    const { signal } = this.#ended;
    const look = () => (this.#power = { ...this.#power, level: battery.level, charging: battery.charging });
    look();
    for (const change of ['levelchange', 'chargingchange']) battery.addEventListener(change, look, { signal });
  }

  async #followPressure(): Promise<void> {
    const { PressureObserver } = globalThis as { PressureObserver?: Observer };
    if (!PressureObserver) return;
    const observer = new PressureObserver((records) => {
      const latest = records.at(-1);
      if (latest) this.#power = { ...this.#power, pressure: latest.state };
    });
    this.#ended.signal.addEventListener('abort', () => observer.disconnect());
    await observer.observe('cpu', { sampleInterval: SAMPLED_EVERY_MS });
  }
}
