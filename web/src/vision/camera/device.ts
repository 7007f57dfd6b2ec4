// How well a device can read a face, from the milliseconds that a frame takes it.

import { analysisWorker } from '../worker/analysisWorker';
import type { ModelRequest } from '../worker/analysisWorker';
import { pace } from './frames';

export type Verdict = 'good' | 'slow' | 'too_slow';

/** milliseconds: the median of a frame.  perSecond: readings that the camera would give. */
export interface DeviceSpeed {
  milliseconds: number;
  perSecond: number;
  verdict: Verdict;
}

const ANALYSES_PER_SECOND = 6;
const GOOD_PER_SECOND = 3; // the label follows the face without a visible delay
const LEAST_PER_SECOND = 1; // under this a window of ten seconds rests on too few readings

/** Judge a device by the times of its frames; at least one. */
export function rateDevice(times: readonly number[]): DeviceSpeed {
  const milliseconds = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
  const perSecond = 1000 / pace(ANALYSES_PER_SECOND, milliseconds);
  return {
    milliseconds,
    perSecond,
    verdict: perSecond >= GOOD_PER_SECOND ? 'good' : perSecond >= LEAST_PER_SECOND ? 'slow' : 'too_slow',
  };
}

/** Load the model and find out how quick this device is; throws ModelProblem or CameraProblem. No camera is needed. */
export async function checkDevice(model: ModelRequest): Promise<DeviceSpeed> {
  await analysisWorker.load(model);
  return rateDevice(await analysisWorker.measure());
}
