import { useTranslation } from 'react-i18next';
import type { SystemSnapshot } from '../types';
import type { Metric } from './healthMetrics';
import { sparklinePath } from './sparkline';
import classes from './StatTile.module.css';
import { useUnits } from './useUnits';

const WIDTH = 160;
const HEIGHT = 34;

/** One metric: its value, how it moved while one looked, and what it means. */
export function StatTile({ metric, history }: { metric: Metric; history: readonly SystemSnapshot[] }) {
  const { t } = useTranslation('administration');
  const write = useUnits()[metric.unit];
  const values = history.map(metric.read);
  const current = values.at(-1) ?? null;
  const measured = values.filter((value) => value !== null);
  const [low, high] = [write(Math.min(...measured)), write(Math.max(...measured))];
  return (
    <div className={classes.tile}>
      <dt className={classes.name}>{t(`system.metrics.${metric.id}.name`)}</dt>
      <dd className={classes.value} data-testid={`metric-${metric.id}`}>
        {current === null ? t('system.nothing_yet') : write(current)}
      </dd>
      {measured.length > 1 && !metric.cumulative ? (
        <dd className={classes.course}>
          <svg viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`} preserveAspectRatio="none" aria-hidden="true">
            <path d={sparklinePath(values, WIDTH, HEIGHT)} vectorEffect="non-scaling-stroke" />
          </svg>
          {low === high ? t('system.steady') : t('system.between', { low, high })}
        </dd>
      ) : null}
      <dd className={classes.meaning}>{t(`system.metrics.${metric.id}.meaning`)}</dd>
    </div>
  );
}
