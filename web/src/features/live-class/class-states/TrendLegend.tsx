import { useTranslation } from 'react-i18next';
import { categoryKey, categoryToken } from './categories';
import { DASHES, FOLLOWED } from './trendOption';
import classes from './TrendLegend.module.css';

/** Which line is which, by colour and by its dashes. */
export function TrendLegend() {
  const { t } = useTranslation(['live-class', 'app']);
  return (
    <ul className={classes.legend}>
      {FOLLOWED.map((state) => (
        <li key={state}>
          <svg width="34" height="6" aria-hidden="true">
            <line
              x1="1"
              y1="3"
              x2="33"
              y2="3"
              strokeWidth="2.5"
              strokeDasharray={DASHES[state].join(' ')}
              style={{ stroke: `var(${categoryToken(state)})` }}
            />
          </svg>
          {t(categoryKey(state))}
        </li>
      ))}
    </ul>
  );
}
