import { CloseButton } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { CrisisContent } from './CrisisContent';
import { dismissCard, endVisit, usePinnedCard } from './pinnedCard';
import { useResources } from './resources';
import classes from './Crisis.module.css';

/** On every page of a student: fetches the list before anybody needs it, and shows the card of a field that has closed. */
export function PinnedCrisisCard() {
  const { t } = useTranslation('app');
  const { pathname } = useLocation();
  const pinned = usePinnedCard() && pathname !== '/talk'; // that page is the list itself
  useResources();
  useEffect(() => endVisit, []); // whoever signs in next in this tab must not see it
  return (
    <div className={classes.pinned} aria-live="polite" data-screen-only>
      {pinned ? <CrisisContent close={<CloseButton aria-label={t('crisis.close')} onClick={dismissCard} />} /> : null}
    </div>
  );
}
