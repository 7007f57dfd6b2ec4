import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, Outlet } from 'react-router';
import { useSession } from '@/platform/session';
import { Brand } from './Brand';
import { LocaleMenu } from './LocaleMenu';
import classes from './OpenFrame.module.css';

/** The frame of pages that anybody may use, signed in or not. */
export function OpenFrame() {
  const { t } = useTranslation('app');
  const signedIn = Boolean(useSession().data?.user);
  return (
    <div className={classes.frame}>
      <header className={classes.header}>
        <Brand />
        <Group gap="xs" wrap="nowrap">
          <LocaleMenu />
          <Button component={Link} to="/" size="sm" variant="default">
            {t(signedIn ? 'public.back' : 'public.sign_in')}
          </Button>
        </Group>
      </header>
      <main className={classes.main}>
        <Outlet />
      </main>
    </div>
  );
}
