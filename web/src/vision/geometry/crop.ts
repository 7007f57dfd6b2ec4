// The crop contract: from a detector's box to the square grey face a model was trained on. Twin of
// attune/vision/geometry/crop.py, equal to one grey level by the golden files of tests/contract.

import type { Box, Pixels } from './faces';
import { sampling } from './resampling';
import type { Sampling } from './resampling';

/** A box of width w becomes a square of side scale * w; shiftY moves its centre in units of w, negative is up. */
export interface CropContract {
  detector: string;
  scale: number;
  shiftY: number;
}

/** The square of the frame that the model should see; it may reach over the frame's border. */
export function cropSquare(box: Box, contract: CropContract): Box {
  const side = contract.scale * box.width;
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2 + contract.shiftY * box.width;
  return { x: x - side / 2, y: y - side / 2, width: side, height: side };
}

/** Cut the face out of a frame as the model expects it: size * size grey levels, row by row. */
export function cropFace(frame: Pixels, box: Box, contract: CropContract, size: number): Uint8Array {
  if (!(box.width > 0)) throw new RangeError(`a face box needs a positive width, not ${box.width}`);
  const square = cropSquare(box, contract);
  const across = sampling(square.x, square.width, frame.width, size);
  const down = sampling(square.y, square.height, frame.height, size);
  const top = down.first[0]!;
  const narrow = narrowRows(frame, across, top, down.first[size - 1]! + down.taps - top);
  return shortenColumns(narrow, down, top, size);
}

/** Grey by Rec. 601 in OpenCV's fixed point. */
function grey(red: number, green: number, blue: number): number {
  return (red * 9798 + green * 19235 + blue * 3735 + 16384) >> 15;
}

function narrowRows(frame: Pixels, across: Sampling, top: number, rows: number): Float64Array {
  const { first, taps, weights } = across;
  const size = first.length;
  const left = first[0]!;
  const line = new Uint8Array(first[size - 1]! + taps - left);
  const narrow = new Float64Array(rows * size);
  for (let row = 0; row < rows; row++) {
    let at = ((top + row) * frame.width + left) * 4;
    for (let x = 0; x < line.length; x++, at += 4) {
      line[x] = grey(frame.data[at]!, frame.data[at + 1]!, frame.data[at + 2]!);
    }
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let k = 0; k < taps; k++) sum += weights[i * taps + k]! * line[first[i]! - left + k]!;
      narrow[row * size + i] = sum;
    }
  }
  return narrow;
}

function shortenColumns(narrow: Float64Array, down: Sampling, top: number, size: number): Uint8Array {
  const { first, taps, weights } = down;
  const crop = new Uint8Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let x = 0; x < size; x++) {
      let sum = 0;
      for (let k = 0; k < taps; k++) sum += weights[i * taps + k]! * narrow[(first[i]! - top + k) * size + x]!;
      crop[i * size + x] = Math.floor(sum + 0.5);
    }
  }
  return crop;
}
