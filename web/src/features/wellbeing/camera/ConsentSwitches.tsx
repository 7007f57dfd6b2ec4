import { Alert, Card, Switch, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/components/dates';
import type { ConsentName, Settings } from '../api';
import classes from './CameraPage.module.css';

const SWITCHES: readonly ConsentName[] = ['process_camera', 'save_summaries', 'count_in_class', 'share_with_tutors'];

interface ConsentSwitchesProps {
  settings: Settings;
  /** The camera was chosen and waits for the first switch. */
  needsCamera: boolean;
  onChange: (name: ConsentName, granted: boolean) => void;
}

/** The four permissions, each for itself, each to be taken back in one tap, with when it was set. */
export function ConsentSwitches({ settings, needsCamera, onChange }: ConsentSwitchesProps) {
  const { t } = useTranslation('wellbeing');
  const { dateTime } = useDates();
  return (
    <section aria-labelledby="consent-title">
      <Title order={2} id="consent-title" mb={6}>{t('consent.title')}</Title>
      <Text c="dimmed" mb="sm">{t('consent.lead')}</Text>
      {needsCamera ? <Alert color="apricot" role="status" mb="sm">{t('consent.camera_first')}</Alert> : null}
      <Card padding={0}>
        {SWITCHES.map((name) => {
          const { granted, set_at: setAt } = settings.consent[name];
          return (
            <div key={name} className={classes.switch}>
              <Switch checked={granted} label={t(`consent.${name}.label`)} onChange={(event) => onChange(name, event.currentTarget.checked)} />
              <Text size="sm" c="dimmed" mt={4} ms={52}>
                {t(`consent.${name}.lead`)} <Text component="span" inherit fs="italic">{setAt ? t(granted ? 'consent.granted_at' : 'consent.revoked_at', { when: dateTime(setAt) }) : t('consent.never_set')}</Text>
              </Text>
            </div>
          );
        })}
      </Card>
    </section>
  );
}
