import { useState } from 'react';
import type { LiveView } from '../types';
import { extendTrend, type TrendPoint } from './trend';

/** What the view has shown since the page was opened, up to a quarter of an hour. */
export function useTrend(view: LiveView): readonly TrendPoint[] {
  const [points, setPoints] = useState<readonly TrendPoint[]>([]);
  const extended = extendTrend(points, view);
  if (extended !== points) setPoints(extended);
  return extended;
}
