import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import classes from './Brand.module.css';

/** The name and its mark: a wave that finds its note. */
export function Brand() {
  const { t } = useTranslation('app');
  return (
    <Link to="/" className={classes.brand}>
      <svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
        <rect width="32" height="32" rx="9" className={classes.ground} />
        <path d="M7 19c3 0 3-7 6-7s3 10 6 10 3-7 6-7" className={classes.wave} />
        <circle cx="25" cy="9" r="2.4" className={classes.note} />
      </svg>
      {t('brand')}
    </Link>
  );
}
