import { Button, Card, Group, Switch, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import { useChangeSettings, type Settings } from '../api';

/** Whether support may speak, and a snooze to end. */
export function SupportSettings({ settings }: { settings: Settings }) {
  const { t } = useTranslation('wellbeing');
  const { dateTime } = useDates();
  const change = useChangeSettings();
  const { enabled, snoozed_until: until } = settings.support;
  const [openedAt] = useState(Date.now);
  const snoozed = until !== null && Date.parse(until) > openedAt;
  return (
    <section aria-labelledby="support-title">
      <Title order={2} id="support-title" mb="sm">
        {t('support_settings.title')}
      </Title>
      <Card>
        <Switch
          checked={enabled}
          label={t('support_settings.enabled')}
          onChange={(event) => change.mutate({ support: { enabled: event.currentTarget.checked } })}
        />
        <Text size="sm" c="dimmed" mt={4} ms={52}>
          {t('support_settings.lead')}
        </Text>
        {enabled && snoozed ? (
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
