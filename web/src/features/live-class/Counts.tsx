import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveView } from './types';
import classes from './Counts.module.css';

/** Who is here, and how many are counted; those who are not counted are unknown, not calm. */
export const Counts = memo(function Counts({ counts, class_states: { n } }: Pick<LiveView, 'counts' | 'class_states'>) {
  const { t } = useTranslation('live-class');
  const figures = [
    ['enrolled', counts.enrolled],
    ['present', counts.present],
    ['pictured', n === null ? t('counts.pictured.hidden') : t('counts.pictured.at_least', { count: n })],
  ] as const;
  return (
    <dl className={classes.counts} aria-label={t('counts.title')}>
      {figures.map(([name, figure]) => (
        <div key={name} className={classes.count} data-name={name}>
          <dt className={classes.name}>{t(`counts.${name}.name`)}</dt>
          <dd className={classes.figure} data-testid={`count-${name}`}>
            {figure}
          </dd>
          <dd className={classes.meaning}>{t(`counts.${name}.meaning`)}</dd>
        </div>
      ))}
    </dl>
  );
});
