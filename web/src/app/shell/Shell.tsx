import { Alert, Burger, Group } from '@mantine/core';
import { useDisclosure, useNetwork } from '@mantine/hooks';
import { IconCloudOff } from '@tabler/icons-react';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, ScrollRestoration, useLocation, useMatches } from 'react-router';
import { lazyPart } from '@/components/on-demand/lazyPart';
import { UndoToast } from '@/components/undo/UndoToast';
import { usePresence } from '@/features/live-class/usePresence';
import { useEventStream } from '@/platform/events/eventStream';
import { BARE } from '@/platform/feature';
import { useRoles, useTeachingChanges, useUser } from '@/platform/session';
import { Brand } from '../frames/Brand';
import { InstitutionName } from '../frames/InstitutionName';
import { SkeletonPage } from '../SkeletonPage';
import { AccountMenu } from './menus/AccountMenu';
import { HelpMenu } from './menus/HelpMenu';
import { Navigation } from './Navigation';
import { RoleNotices } from './RoleNotices';
import { RoleSupport } from './RoleSupport';
import { useAccountLocale } from './useAccountLocale';
import { useSessionEndEvents } from './useSessionEndEvents';
import classes from './Shell.module.css';

/** Only on narrow screens, and only when it is opened. */
const NarrowMenu = lazyPart(async () => (await import('./menus/NarrowMenu')).NarrowMenu);

/** The frame around every page of a signed-in user: header, navigation, account, main. */
export function Shell() {
  const { t } = useTranslation('app');
  const user = useUser();
  const roles = useRoles();
  const { online } = useNetwork();
  const { pathname } = useLocation();
  const [menu, { toggle, close }] = useDisclosure(false);
  const [narrow, setNarrow] = useState(false);
  // What is shown to a class has neither header nor notices: both may hold names of students.
  const bare = useMatches().some(({ handle }) => handle === BARE);
  if (menu && !narrow) setNarrow(true);

  useEventStream(true);
  useSessionEndEvents();
  useTeachingChanges();
  usePresence(user.role === 'student');
  useAccountLocale(user);
  useEffect(close, [close, pathname]);

  return (
    <RoleSupport role={user.role} quiet={bare}>
      {bare ? null : (
        <>
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
              <span className={classes.institution}>
                <InstitutionName />
              </span>
            </Group>
            <nav aria-label={t('navigation.main')} className={classes.wide}>
              <Navigation roles={roles} folded />
            </nav>
            <Group gap={4} wrap="nowrap">
              <HelpMenu role={user.role} />
              <AccountMenu user={user} />
            </Group>
          </header>
        </>
      )}
      {narrow ? <NarrowMenu roles={roles} opened={menu} onClose={close} /> : null}
      {online ? null : (
        <Alert role="status" color="apricot" radius={0} icon={<IconCloudOff aria-hidden />}>
          {t('offline')}
        </Alert>
      )}
      {bare ? null : <RoleNotices role={user.role} />}
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
