import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import classes from './OwnPages.module.css';

const PAGES = [
  ['/my-data', 'all'],
  ['/my-data/lessons', 'lessons'],
  ['/my-data/weeks', 'weeks'],
] as const;

/** The way between the views of one's own data. */
export function OwnPages() {
  const { t } = useTranslation('wellbeing');
  return (
    <nav aria-label={t('own_pages.label')}>
      <ul className={classes.list}>
        {PAGES.map(([to, name]) => (
          <li key={to}>
            <NavLink to={to} end={to === '/my-data'} className={classes.link}>
              {t(`own_pages.${name}`)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
