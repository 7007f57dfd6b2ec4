import { Alert, Card, Switch, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import type { ConsentName, Mode, Settings } from '../api';
import { allowsCamera, missingConsent } from '../camera/cameraMode';
import { ConsentHistory } from './ConsentHistory';
import classes from './CameraPage.module.css';

const SWITCHES: readonly ConsentName[] = [
  'process_camera',
  'process_on_server',
  'save_summaries',
  'count_in_class',
  'share_with_tutors',
  'share_with_administration',
];

/** Whether a switch can do anything at this institution; where it cannot, it is shown only while it is still granted. */
function isPossible(name: ConsentName, settings: Settings): boolean {
  const { allowed_modes: allowed, administration_sharing_allowed: offered } = settings;
  if (name === 'process_on_server') return allowed.includes('server');
  if (name === 'share_with_administration') return offered && isPossible('save_summaries', settings);
  return allowsCamera(allowed) || (name !== 'process_camera' && name !== 'save_summaries');
}

interface ConsentSwitchesProps {
  settings: Settings;
  /** The mode that was chosen; it may still wait for a switch. */
  chosen: Mode;
  onChange: (name: ConsentName, granted: boolean) => void;
}

/** The permissions, each for itself, each to be taken back in one tap, with when it was set. */
export function ConsentSwitches({ settings, chosen, onChange }: ConsentSwitchesProps) {
  const { t } = useTranslation('wellbeing');
  const { dateTime } = useDates();
  const shown = SWITCHES.filter((name) => isPossible(name, settings) || settings.consent[name].granted);
  const missing = missingConsent(chosen, settings.consent);
  return (
    <section aria-labelledby="consent-title">
      <Title order={2} id="consent-title" mb={6}>
        {t('consent.title')}
      </Title>
      <Text c="dimmed" mb="sm">
        {t('consent.lead')}
      </Text>
      {missing ? (
        <Alert color="apricot" role="status" mb="sm">
          {t('consent.switch_first', { label: t(`consent.${missing}.label`) })}
        </Alert>
      ) : null}
      <Card padding={0}>
        {shown.map((name) => {
          const { granted, set_at: setAt } = settings.consent[name];
          const waits = name === 'share_with_administration' && !settings.consent.save_summaries.granted;
          return (
            <div key={name} className={classes.switch}>
              <Switch
                checked={granted}
                label={t(`consent.${name}.label`)}
                disabled={waits}
                aria-describedby={`consent-${name}`}
                onChange={(event) => onChange(name, event.currentTarget.checked)}
              />
              <Text size="sm" c="dimmed" mt={4} ms={52} id={`consent-${name}`}>
                {t(`consent.${name}.lead`)}{' '}
                {waits ? t('consent.switch_first', { label: t('consent.save_summaries.label') }) : null}{' '}
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
