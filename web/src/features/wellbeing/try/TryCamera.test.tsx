import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import type { CameraState } from '@/vision';
import { NO_SPEED } from './speed';
import { TryCamera } from './TryCamera';
import type { useTryCamera } from './useTryCamera';

/** A camera in a state; where it runs, it sees a face in the middle of 480 x 640. */
function cameraThat(state: CameraState) {
  const seen = { reading: { box: { x: 120, y: 160, width: 240, height: 320 } } };
  const view = { state, seen, shown: { label: 'happiness' }, speed: NO_SPEED };
  return { view, video: { current: null }, start: () => undefined, stop: () => undefined } as unknown as ReturnType<
    typeof useTryCamera
  >;
}

async function show(state: CameraState) {
  await renderInApp(<TryCamera camera={cameraThat(state)} />);
  const video = screen.getByLabelText<HTMLVideoElement>('What the camera sees');
  return { video, stage: video.parentElement! };
}

/** The camera says, or says again, how large its picture is. */
function reportSize(video: HTMLVideoElement, event: string, width: number, height: number) {
  Object.defineProperties(video, {
    videoWidth: { value: width, configurable: true },
    videoHeight: { value: height, configurable: true },
  });
  fireEvent(video, new Event(event));
}

test('the stage is as the camera is, upright or wide, so that the frame around the face fits', async () => {
  const { video, stage } = await show({ kind: 'running' });
  reportSize(video, 'loadedmetadata', 480, 640);
  expect(stage.style.getPropertyValue('--ratio')).toBe('0.75');
  expect(stage.querySelector<HTMLElement>('[data-sure]')!.style).toMatchObject({
    right: '25%',
    top: '25%',
    width: '50%',
    height: '50%',
  });
});

test('a device that is turned gives a picture of another size, which is followed', async () => {
  const { video, stage } = await show({ kind: 'running' });
  reportSize(video, 'loadedmetadata', 480, 640);
  reportSize(video, 'resize', 1280, 720);
  expect(Number(stage.style.getPropertyValue('--ratio'))).toBeCloseTo(16 / 9, 9);
  expect(stage.querySelector<HTMLElement>('[data-sure]')!.style.width).toBe('18.75%');
});

test('a camera that is off leaves the stage as it was', async () => {
  const { video, stage } = await show({ kind: 'off' });
  reportSize(video, 'loadedmetadata', 480, 640);
  expect(stage.style.getPropertyValue('--ratio')).toBe('');
});
