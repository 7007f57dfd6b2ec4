import { Alert, Card, Switch, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import type { ConsentName, Settings } from '../api';
import { ConsentHistory } from './ConsentHistory';
import classes from './CameraPage.module.css';

const SWITCHES: readonly ConsentName[] = ['process_camera', 'save_summaries', 'count_in_class', 'share_with_tutors'];
const OF_THE_CAMERA: ReadonlySet<ConsentName> = new Set(['process_camera', 'save_summaries']);

interface ConsentSwitchesProps {
  settings: Settings;
  /** The camera was chosen and waits for the first switch. */
  needsCamera: boolean;
  /** Whether there is a camera at this institution; without one, only what is still granted of it is shown. */
  cameraAllowed: boolean;
  onChange: (name: ConsentName, granted: boolean) => void;
}

/** The four permissions, each for itself, each to be taken back in one tap, with when it was set. */
export function ConsentSwitches({ settings, needsCamera, cameraAllowed, onChange }: ConsentSwitchesProps) {
  const { t } = useTranslation('wellbeing');
  const { dateTime } = useDates();
  const shown = SWITCHES.filter((name) => cameraAllowed || !OF_THE_CAMERA.has(name) || settings.consent[name].granted);
  return (
    <section aria-labelledby="consent-title">
      <Title order={2} id="consent-title" mb={6}>
        {t('consent.title')}
      </Title>
      <Text c="dimmed" mb="sm">
        {t('consent.lead')}
      </Text>
      {needsCamera ? (
        <Alert color="apricot" role="status" mb="sm">
          {t('consent.camera_first')}
        </Alert>
      ) : null}
      <Card padding={0}>
        {shown.map((name) => {
          const { granted, set_at: setAt } = settings.consent[name];
          return (
            <div key={name} className={classes.switch}>
              <Switch
                checked={granted}
                label={t(`consent.${name}.label`)}
                onChange={(event) => onChange(name, event.currentTarget.checked)}
              />
              <Text size="sm" c="dimmed" mt={4} ms={52}>
                {t(`consent.${name}.lead`)}{' '}
                <Text component="span" inherit fs="italic">
                  {setAt
                    ? t(granted ? 'consent.granted_at' : 'consent.revoked_at', { when: dateTime(setAt) })
                    : t('consent.never_set')}
                </Text>
              </Text>
            </div>
          );
        })}
      </Card>
      <ConsentHistory />
    </section>
  );
}
