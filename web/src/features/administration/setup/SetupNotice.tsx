import { Alert, Anchor } from '@mantine/core';
import { IconBuildingCommunity } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useSetup } from './api';

const PAGE = '/admin/setup';

/** On every page of an administrator but the set-up itself: that the institution is not set up, and what that means. */
export function SetupNotice() {
  const { t } = useTranslation('administration');
  const { pathname } = useLocation();
  const { data } = useSetup();
  if (!data || data.completed_at !== null || pathname === PAGE) return null;
  return (
    <Alert role="status" color="apricot" radius={0} icon={<IconBuildingCommunity aria-hidden />}>
      {t('setup.notice.text')}{' '}
      <Anchor component={Link} to={PAGE} fw={600}>
        {t('setup.notice.open')}
      </Anchor>
    </Alert>
  );
}
