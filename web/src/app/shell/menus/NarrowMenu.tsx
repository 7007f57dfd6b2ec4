import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Role } from '@/platform/session';
import { InstitutionName } from '../../frames/InstitutionName';
import { Navigation } from '../Navigation';
import classes from '../Shell.module.css';

interface NarrowMenuProps {
  roles: readonly Role[];
  opened: boolean;
  onClose: () => void;
}

/** The navigation where the header has no room for it. */
export function NarrowMenu({ roles, opened, onClose }: NarrowMenuProps) {
  const { t } = useTranslation('app');
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t('navigation.menu')}
      size="xs"
      closeButtonProps={{ 'aria-label': t('navigation.close') }}
    >
      <InstitutionName />
      <nav aria-label={t('navigation.main')} className={classes.narrow}>
        <Navigation roles={roles} />
      </nav>
    </Drawer>
  );
}
