import { useTranslation } from 'react-i18next';
import type { LiveCounts } from '../types';
import classes from './Counts.module.css';

const ORDER = ['enrolled', 'present', 'consenting', 'active', 'unknown'] as const satisfies readonly (keyof LiveCounts)[];

/** Who is counted how; "unknown" stands apart and is part of no other figure. */
export function Counts({ counts }: { counts: LiveCounts }) {
  const { t } = useTranslation('teaching');
  return (
    <dl className={classes.counts} aria-label={t('counts.title')}>
      {ORDER.map((name) => (
        <div key={name} className={classes.count} data-name={name}>
          <dt className={classes.name}>{t(`counts.${name}.name`)}</dt>
          <dd className={classes.figure} data-testid={`count-${name}`}>{counts[name]}</dd>
          <dd className={classes.meaning}>{t(`counts.${name}.meaning`)}</dd>
        </div>
      ))}
    </dl>
  );
}
