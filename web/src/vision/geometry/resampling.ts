// How an axis of pixels is resampled: the exact definition that attune/vision/geometry/crop.py (`sampling`) also follows.

/** Target pixel i is the sum over k < taps of weights[i * taps + k] * source[first[i] + k]; its weights sum to 1. */
export interface Sampling {
  first: Int32Array;
  taps: number;
  weights: Float64Array;
}

/**
 * Resample the interval [start, start + extent) of an axis of `source` pixels to `size` pixels: by area when shrinking,
 * bilinear when enlarging. Positions outside of the axis take the value of the nearest pixel on it.
 */
export function sampling(start: number, extent: number, source: number, size: number): Sampling {
  const step = extent / size;
  const reach = Math.max(step, 2);
  const taps = Math.min(Math.ceil(reach) + 1, source);
  const result = { first: new Int32Array(size), taps, weights: new Float64Array(size * taps) };
  for (let i = 0; i < size; i++) {
    const edge = start + step * i;
    const from = Math.floor(step > 1 ? edge : edge + step / 2 - 0.5);
    const first = Math.min(Math.max(from, 0), source - taps);
    result.first[i] = first;
    for (let position = from; position <= from + Math.ceil(reach); position++) {
      const inside = Math.min(Math.max(position, 0), source - 1);
      result.weights[i * taps + inside - first]! += weight(position, edge, step);
    }
  }
  return result;
}

function weight(position: number, edge: number, step: number): number {
  if (step > 1) {
    return Math.max(Math.min(position + 1, edge + step) - Math.max(position, edge), 0) / step;
  }
  return Math.max(1 - Math.abs(edge + step / 2 - 0.5 - position), 0);
}
