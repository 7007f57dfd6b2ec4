import { afterEach, expect, test, vi } from 'vitest';
import { PowerWatch, slowdownOf } from './power';
import type { Power } from './power';

const PLUGGED: Power = { level: 0.1, charging: true, pressure: 'nominal' };

test.each<[Partial<Power>, number]>([
  [{}, 1],
  [{ charging: false, level: 0.21 }, 1],
  [{ charging: false, level: 0.2 }, 2],
  [{ charging: null, level: null, pressure: null }, 1],
  [{ pressure: 'fair' }, 1],
  [{ pressure: 'serious' }, 2],
  [{ pressure: 'critical' }, 2],
])('%o slows reading down %d times', (power, slowdown) => {
  expect(slowdownOf({ ...PLUGGED, ...power })).toBe(slowdown);
});

class Battery extends EventTarget {
  level = 0.5;
  charging = false;
}

afterEach(() => vi.unstubAllGlobals());

test('a battery that runs low slows reading down, and a charger ends that', async () => {
  const battery = new Battery();
  vi.stubGlobal('navigator', { getBattery: async () => battery });
  const watch = new PowerWatch();
  await expect.poll(() => watch.slowdown).toBe(1);
  battery.level = 0.15;
  battery.dispatchEvent(new Event('levelchange'));
  expect(watch.slowdown).toBe(2);
  battery.charging = true;
  battery.dispatchEvent(new Event('chargingchange'));
  expect(watch.slowdown).toBe(1);
  watch.stop();
});

test('a browser that says nothing of its power is not slowed down', () => {
  vi.stubGlobal('navigator', {});
  expect(new PowerWatch().slowdown).toBe(1);
});
