import { describe, expect, it } from 'vitest';
import { nearestFace } from './faces';
import type { Box, Face } from './faces';

const at = (x: number, side: number): Face => ({
  box: { x, y: 0, width: side, height: side },
  score: 1,
  keypoints: {} as Face['keypoints'],
});
const student = at(0, 100);
const neighbour = at(300, 160);
const before: Box = { x: 15, y: 5, width: 95, height: 95 };

describe("the student's face", () => {
  it('is the largest at first', () => expect(nearestFace([student, neighbour])).toBe(neighbour));
  it('stays the one that it was, also when another comes nearer', () =>
    expect(nearestFace([student, neighbour], before)).toBe(student));
  it('is the largest again once it is gone', () =>
    expect(nearestFace([neighbour, at(600, 40)], before)).toBe(neighbour));
  it('is null without a face', () => expect(nearestFace([], before)).toBeNull());
});
