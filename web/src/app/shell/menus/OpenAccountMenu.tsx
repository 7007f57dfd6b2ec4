import { Menu, Text, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useOpening } from '@/components/on-demand/onDemand';
import { LOCALES } from '@/platform/i18n/i18n';
import { useChangeProfile, useSignOut, type User } from '@/platform/session';
import { AccountButton } from './AccountButton';

const SCHEMES: readonly { scheme: MantineColorScheme; label: string }[] = [
  { scheme: 'light', label: 'account.light' },
  { scheme: 'dark', label: 'account.dark' },
  { scheme: 'auto', label: 'account.system' },
];

/** Who is signed in, and what they can change from anywhere: language, appearance, leaving. */
export function OpenAccountMenu({ user }: { user: User }) {
  const { t } = useTranslation('app');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const changeProfile = useChangeProfile();
  const signOut = useSignOut();
  const { target, opened, onChange } = useOpening();

  return (
    <Menu position="bottom-end" width={240} withinPortal opened={opened} onChange={onChange}>
      <Menu.Target>
        <AccountButton user={user} ref={target} />
      </Menu.Target>
      <Menu.Dropdown>
        <Text fw={600} px="sm" pt="xs">
          {user.name}
        </Text>
        <Text size="sm" c="dimmed" px="sm" pb="xs">
          {t(`roles.${user.role}`)}
        </Text>
        <Menu.Item component={Link} to="/profile" leftSection={<IconUserCircle size={16} aria-hidden />}>
          {t('account.profile')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('account.language')}</Menu.Label>
        <Menu.RadioGroup
          value={user.locale}
          onChange={(locale) => changeProfile.mutate({ locale: locale as User['locale'] })}
        >
          {LOCALES.map((locale) => (
            <Menu.RadioItem key={locale} value={locale} lang={locale}>
              {t(`locales.${locale}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t('account.theme')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}>
          {SCHEMES.map(({ scheme, label }) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {t(label)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          {t('account.sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
