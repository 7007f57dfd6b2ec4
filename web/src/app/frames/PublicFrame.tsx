import { Anchor, Group, List, Text, Title } from '@mantine/core';
import { IconDeviceLaptop, IconHeartHandshake, IconSeedling } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useMatch } from 'react-router';
import { Brand } from './Brand';
import { InstitutionName } from './InstitutionName';
import { LocaleMenu } from './LocaleMenu';
import classes from './PublicFrame.module.css';

const PROMISES = [
  { icon: IconSeedling, key: 'public.promise_pace' },
  { icon: IconDeviceLaptop, key: 'public.promise_device' },
  { icon: IconHeartHandshake, key: 'public.promise_choice' },
];

/** The frame of pages for a user who is not signed in: the form, and what this place stands for. */
export function PublicFrame() {
  const { t } = useTranslation('app');
  const invited = useMatch('/join/:code') !== null; // who has a code reads there whose course it is
  return (
    <div className={classes.frame}>
      <div className={classes.form}>
        <Group component="header" justify="space-between">
          <Brand />
          <LocaleMenu />
        </Group>
        <main className={classes.main}>
          {invited ? null : <InstitutionName />}
          <Outlet />
        </main>
      </div>
      <aside className={classes.aside} aria-label={t('public.about')}>
        <Title order={2} className={classes.slogan}>
          {t('public.slogan')}
        </Title>
        <List spacing="lg" listStyleType="none" center={false}>
          {PROMISES.map(({ icon: Icon, key }) => (
            <List.Item key={key} icon={<Icon size={24} stroke={1.6} aria-hidden />}>
              <Text>{t(key)}</Text>
            </List.Item>
          ))}
        </List>
        <Anchor component={Link} to="/try" c="inherit" underline="always">
          {t('public.try')}
        </Anchor>
      </aside>
    </div>
  );
}
