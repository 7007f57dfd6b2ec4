import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import { CameraReading } from './CameraReading';

test('a reading is never said to be certain', async () => {
  await renderInApp(<CameraReading shown={{ label: 'happiness', confidence: 0.999, reason: null }} />);
  expect(screen.getByText(/99/)).toBeVisible();
  expect(screen.queryByText(/100/)).toBeNull();
});
