import { Button, Menu } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { chooseLocale, LOCALES } from '@/platform/i18n/i18n';

/** The interface's language, for a visitor; whoever signs in afterwards keeps it. */
export function LocaleMenu() {
  const { t, i18n } = useTranslation('app');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" size="sm" leftSection={<IconLanguage size={18} aria-hidden />}>
          {t(`locales.${i18n.language}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LOCALES.map((locale) => (
          <Menu.Item key={locale} lang={locale} onClick={() => void chooseLocale(locale)}>
            {t(`locales.${locale}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
