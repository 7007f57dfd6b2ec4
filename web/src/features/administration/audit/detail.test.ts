import { expect, it } from 'vitest';
import { detailLines } from './detail';

it.each([
  [{ windows: 210 }, ['windows: 210']],
  [{ role: 'tutor', fields: ['name', 'role'] }, ['role: tutor', 'fields: name, role']],
  [{ retention_days: { from: 30, to: 14 } }, ['retention_days: 30 → 14']],
  [{ allowed_modes: { from: ['off', 'on_device'], to: ['off'] } }, ['allowed_modes: off, on_device → off']],
  [{ support: { from: { per_hour: 4, per_day: 10 }, to: { per_hour: 2, per_day: 10 } } }, ['support: per_hour 4 → 2']],
  [{}, []],
])('reads %j', (detail, lines) => {
  expect(detailLines(detail)).toEqual(lines);
});
