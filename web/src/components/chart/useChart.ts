import { useComputedColorScheme } from '@mantine/core';
import type { EChartsOption } from 'echarts';
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { StartedChart } from './engine';
import { paletteOf, type Palette } from './palette';

export type BuildOption = (palette: Palette) => EChartsOption;
export type ChartStatus = 'loading' | 'ready' | 'failed';

const TRANSITION_MS = 300;

function prefersStillness(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function draw(chart: StartedChart, element: Element, build: BuildOption, summary: string, darkMode: boolean): void {
  const palette = paletteOf(element);
  chart.setOption(
    {
      darkMode,
      animation: !prefersStillness(),
      animationDuration: TRANSITION_MS,
      animationDurationUpdate: TRANSITION_MS,
      aria: { enabled: true, label: { description: summary } },
      textStyle: { fontFamily: getComputedStyle(element).fontFamily, color: palette('--ink') },
      ...build(palette),
    },
    { replaceMerge: ['series'] },
  );
}

/** Draw into an element: loads the chart library once needed, follows size, data and colour scheme. */
export function useChart(element: RefObject<HTMLDivElement | null>, build: BuildOption, summary: string): ChartStatus {
  const [status, setStatus] = useState<ChartStatus>('loading');
  const chart = useRef<StartedChart | null>(null);
  const colorScheme = useComputedColorScheme('light');

  useEffect(() => {
    const target = element.current;
    if (!target) return undefined;
    let left = false;
    const resize = new ResizeObserver(() => chart.current?.resize());
    import('./engine').then(
      ({ startChart }) => {
        if (left) return;
        chart.current = startChart(target);
        resize.observe(target);
        setStatus('ready');
      },
      () => setStatus('failed'),
    );
    return () => {
      left = true;
      resize.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, [element]);

  useEffect(() => {
    if (status !== 'ready' || !chart.current || !element.current) return;
    draw(chart.current, element.current, build, summary, colorScheme === 'dark');
  }, [status, build, summary, element, colorScheme]);

  return status;
}
