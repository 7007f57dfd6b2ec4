import { Group, List, Menu, Button, Text, Title } from '@mantine/core';
import { IconDeviceLaptop, IconHeartHandshake, IconLanguage, IconSeedling } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { changeLocale, LOCALES } from '../i18n';
import { Brand } from './Brand';
import classes from './PublicFrame.module.css';

const PROMISES = [
  { icon: IconSeedling, key: 'public.promise_pace' },
  { icon: IconDeviceLaptop, key: 'public.promise_device' },
  { icon: IconHeartHandshake, key: 'public.promise_choice' },
];

/** The frame of pages for somebody who is not signed in: the form, and what this place stands for. */
export function PublicFrame() {
  const { t } = useTranslation('app');
  return (
    <div className={classes.frame}>
      <div className={classes.form}>
        <Group component="header" justify="space-between">
          <Brand />
          <LocaleMenu />
        </Group>
        <main className={classes.main}><Outlet /></main>
      </div>
      <aside className={classes.aside} aria-label={t('public.about')}>
        <Title order={2} className={classes.slogan}>{t('public.slogan')}</Title>
        <List spacing="lg" listStyleType="none" center={false}>
          {PROMISES.map(({ icon: Icon, key }) => (
            <List.Item key={key} icon={<Icon size={24} stroke={1.6} aria-hidden />}><Text>{t(key)}</Text></List.Item>
          ))}
        </List>
      </aside>
    </div>
  );
}

function LocaleMenu() {
  const { t, i18n } = useTranslation('app');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" size="sm" leftSection={<IconLanguage size={18} aria-hidden />}>{t(`locales.${i18n.language}`)}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LOCALES.map((locale) => (
          <Menu.Item key={locale} lang={locale} onClick={() => void changeLocale(locale)}>{t(`locales.${locale}`)}</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
