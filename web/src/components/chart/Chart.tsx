import { Button, Skeleton } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartTable, type TableTwin } from './ChartTable';
import classes from './Chart.module.css';
import { useChart, type BuildOption } from './useChart';

interface ChartProps {
  /** What the chart shows; its accessible name. */
  title: string;
  /** What there is to see in it, in a sentence; read out in place of the picture. */
  summary: string;
  /** The chart as an ECharts option. Keep it stable (useCallback): every change redraws. */
  build: BuildOption;
  /** The same figures as a table. */
  table: TableTwin;
  height: number;
}

/** A chart with its table twin: those who cannot see the plot read the same numbers. */
export function Chart({ title, summary, build, table, height }: ChartProps) {
  const { t } = useTranslation('app');
  const surface = useRef<HTMLDivElement>(null);
  const [tableOpened, setTableOpened] = useState(false);
  const status = useChart(surface, build, summary);
  const tableId = useId();
  const tableShown = tableOpened || status === 'failed';

  return (
    <figure className={classes.figure} aria-label={title}>
      {status === 'loading' ? <Skeleton height={height} className={classes.loading} /> : null}
      <div
        className={classes.surface}
        role="img"
        aria-label={summary}
        hidden={status === 'failed'}
        ref={surface}
        style={{ height }}
      />
      {status === 'failed' ? <p className={classes.note}>{t('chart.not_loaded')}</p> : null}
      <Button
        variant="subtle"
        size="compact-sm"
        className={classes.toggle}
        aria-expanded={tableShown}
        aria-controls={tableId}
        onClick={() => setTableOpened(!tableOpened)}
      >
        {tableShown ? t('chart.hide_table') : t('chart.show_table')}
      </Button>
      <div id={tableId} hidden={!tableShown}>
        <ChartTable caption={title} {...table} />
      </div>
    </figure>
  );
}
