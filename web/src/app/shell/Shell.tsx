import { Alert, Burger, Drawer, Group } from '@mantine/core';
import { useDisclosure, useNetwork } from '@mantine/hooks';
import { IconCloudOff } from '@tabler/icons-react';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, ScrollRestoration, useLocation } from 'react-router';
import { UndoToast } from '@/components/undo/UndoToast';
import { usePresence } from '@/features/live-class/usePresence';
import { useEventStream } from '@/platform/events/eventStream';
import { changeLocale } from '@/platform/i18n/i18n';
import { useUser } from '@/platform/session';
import { Brand } from '../frames/Brand';
import { SkeletonPage } from '../SkeletonPage';
import { AccountMenu } from './AccountMenu';
import { HelpMenu } from './HelpMenu';
import { Navigation } from './Navigation';
import { RoleNotices } from './RoleNotices';
import { RoleSupport } from './RoleSupport';
import { useSessionEndEvents } from './useSessionEndEvents';
import classes from './Shell.module.css';

/** The frame around every page of a signed-in user: header, navigation, account, main. */
export function Shell() {
  const { t } = useTranslation('app');
  const user = useUser();
  const { online } = useNetwork();
  const { pathname } = useLocation();
  const [menu, { toggle, close }] = useDisclosure(false);

  useEventStream(true);
  useSessionEndEvents();
  usePresence(user.role === 'student');
  useEffect(() => void changeLocale(user.locale), [user.locale]);
  useEffect(close, [close, pathname]);

  return (
    <RoleSupport role={user.role}>
      <a href="#main" className={classes.skip}>
        {t('skip')}
      </a>
      <header className={classes.header}>
        <Group gap="xs" wrap="nowrap">
          <Burger
            hiddenFrom="md"
            size="sm"
            opened={menu}
            onClick={toggle}
            aria-label={menu ? t('navigation.close') : t('navigation.open')}
            aria-expanded={menu}
          />
          <Brand />
        </Group>
        <nav aria-label={t('navigation.main')} className={classes.wide}>
          <Navigation role={user.role} />
        </nav>
        <Group gap={4} wrap="nowrap">
          <HelpMenu role={user.role} />
          <AccountMenu user={user} />
        </Group>
      </header>
      <Drawer
        opened={menu}
        onClose={close}
        title={t('navigation.menu')}
        size="xs"
        closeButtonProps={{ 'aria-label': t('navigation.close') }}
      >
        <nav aria-label={t('navigation.main')} className={classes.narrow}>
          <Navigation role={user.role} />
        </nav>
      </Drawer>
      {online ? null : (
        <Alert role="status" color="apricot" radius={0} icon={<IconCloudOff aria-hidden />}>
          {t('offline')}
        </Alert>
      )}
      <RoleNotices role={user.role} />
      <main id="main" tabIndex={-1} className={classes.main}>
        <Suspense fallback={<SkeletonPage />}>
          <Outlet />
        </Suspense>
      </main>
      <UndoToast />
      <ScrollRestoration />
    </RoleSupport>
  );
}
