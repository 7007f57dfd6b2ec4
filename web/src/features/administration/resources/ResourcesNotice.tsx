import { Alert, Anchor } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useResources } from './api';

const PAGE = '/admin/resources';

/** On every page of an administrator but the list's own: that support is silent without a confirmed list, or what is due. */
export function ResourcesNotice() {
  const { t } = useTranslation('administration');
  const { pathname } = useLocation();
  const { data } = useResources();
  if (!data || pathname === PAGE || (data.confirmed_at !== null && data.due.length === 0)) return null;
  const text = data.confirmed_at === null ? 'unconfirmed' : 'due';
  return (
    <Alert role="status" color="apricot" radius={0} icon={<IconLifebuoy aria-hidden />}>
      {t(`resources.notice.${text}`)}{' '}
      <Anchor component={Link} to={PAGE} fw={600}>
        {t('resources.notice.open')}
      </Anchor>
    </Alert>
  );
}
