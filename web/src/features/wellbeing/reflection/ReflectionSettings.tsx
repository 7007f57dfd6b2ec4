import { Card, Switch, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import { useReflectionPreference, useSetReflections } from './api';

/** Whether a short reflection is offered after a lesson. */
export function ReflectionSettings() {
  const { t } = useTranslation('wellbeing');
  const { dateTime } = useDates();
  const { data } = useReflectionPreference();
  const setReflections = useSetReflections();
  if (!data) return null;
  const { enabled, off_since: offSince } = data;
  return (
    <section aria-labelledby="reflections-title">
      <Title order={2} id="reflections-title" mb="sm">
        {t('reflection.settings_title')}
      </Title>
      <Card>
        <Switch
          checked={enabled}
          disabled={setReflections.isPending}
          label={t('reflection.enabled')}
          onChange={(event) => setReflections.mutate(event.currentTarget.checked)}
        />
        <Text size="sm" c="dimmed" mt={4} ms={52}>
          {t('reflection.settings_lead')} {offSince ? t('consent.revoked_at', { when: dateTime(offSince) }) : null}
        </Text>
      </Card>
    </section>
  );
}
