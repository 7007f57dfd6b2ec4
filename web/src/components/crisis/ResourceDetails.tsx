import { Anchor, Group, Text } from '@mantine/core';
import { IconExternalLink, IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import { dialled } from '../phone/phoneNumbers';
import { TextWithPhones } from '../phone/TextWithPhones';
import type { Resource } from './resources';

/** How a contact is reached, in which languages, and when the institution last checked that. */
export function ResourceDetails({ resource }: { resource: Resource }) {
  const { t } = useTranslation('app');
  const { date } = useDates();
  const { text, url, phone, languages, checked_on: checkedOn } = resource;
  return (
    <>
      <Group gap="lg" mt="xs">
        {phone ? (
          <Anchor href={dialled(phone)}>
            <Group gap={6} wrap="nowrap">
              <IconPhone size={18} aria-hidden />
              {phone}
            </Group>
          </Anchor>
        ) : null}
        {url ? (
          <Anchor href={url} target="_blank" rel="noreferrer" style={{ overflowWrap: 'anywhere' }}>
            <Group gap={6} wrap="nowrap">
              <IconExternalLink size={18} aria-hidden style={{ flex: 'none' }} />
              {url.replace(/^https?:\/\//, '')}
            </Group>
          </Anchor>
        ) : null}
      </Group>
      {text ? (
        <Text mt={4} style={{ whiteSpace: 'pre-wrap' }}>
          <TextWithPhones text={text} />
        </Text>
      ) : null}
      <Text size="sm" c="dimmed" mt={4}>
        {t('crisis.languages', {
          languages: languages.map((language) => t(`crisis.language_names.${language}`)).join(', '),
        })}
        {checkedOn ? ` · ${t('crisis.checked', { date: date(`${checkedOn}T12:00`) })}` : ''}
      </Text>
    </>
  );
}
