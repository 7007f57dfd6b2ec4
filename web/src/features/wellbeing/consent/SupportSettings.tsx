import { Button, Card, Group, Stack, Switch, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import { useChangeSettings, type Settings } from '../api';
import { SupportStyle } from './SupportStyle';

/** Whether support may speak, how it sounds, and a snooze to begin or to end. */
export function SupportSettings({ settings }: { settings: Settings }) {
  const { t } = useTranslation('wellbeing');
  const { dateTime } = useDates();
  const change = useChangeSettings();
  const { enabled, snoozed_until: until, available } = settings.support;
  const speaks = enabled && available;
  const [openedAt] = useState(Date.now);
  const snoozed = until !== null && Date.parse(until) > openedAt;
  return (
    <section aria-labelledby="support-title">
      <Title order={2} id="support-title" mb="sm">
        {t('support_settings.title')}
      </Title>
      <Card>
        <Switch
          checked={speaks}
          disabled={!available}
          label={t('support_settings.enabled')}
          onChange={(event) => change.mutate({ support: { enabled: event.currentTarget.checked } })}
        />
        <Text size="sm" c="dimmed" mt={4} ms={52}>
          {t(available ? 'support_settings.lead' : 'support_settings.unavailable')}
        </Text>
        {speaks && settings.mode === 'off' ? (
          <Text size="sm" fw={500} mt={4} ms={52}>
            {t('support_settings.mode_off')}
          </Text>
        ) : null}
        {speaks ? <SupportStyle support={settings.support} /> : null}
        {speaks && !snoozed ? (
          <Stack gap={4} mt="lg">
            <Text size="sm" fw={500}>
              {t('support_settings.snooze')}
            </Text>
            <Text size="sm" c="dimmed">
              {t('support_settings.snooze_lead')}
            </Text>
            <Group gap="xs">
              {(['30_minutes', 'today'] as const).map((snooze) => (
                <Button
                  key={snooze}
                  size="compact-md"
                  variant="default"
                  onClick={() => change.mutate({ support: { snooze } })}
                >
                  {t(`snooze.${snooze}`)}
                </Button>
              ))}
            </Group>
          </Stack>
        ) : null}
        {speaks && snoozed ? (
          <Group mt="md" ms={52}>
            <Text size="sm">{t('support_settings.snoozed', { when: dateTime(until) })}</Text>
            <Button size="compact-sm" variant="default" onClick={() => change.mutate({ support: { snooze: 'none' } })}>
              {t('support_settings.wake')}
            </Button>
          </Group>
        ) : null}
      </Card>
    </section>
  );
}
