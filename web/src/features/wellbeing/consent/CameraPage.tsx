import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { ErrorState } from '@/components/state/ErrorState';
import { QueryState } from '@/components/state/QueryState';
import { useChangeSettings, useSettings, type ConsentName, type Mode, type Settings } from '../api';
import { allowsCamera, isCameraMode, isPermitted } from '../camera/cameraMode';
import { CameraSwitch } from '../camera/CameraSwitch';
import { DeviceCheck } from '../camera/DeviceCheck';
import { ReflectionSettings } from '../reflection/ReflectionSettings';
import { ConsentSwitches } from './ConsentSwitches';
import { ModeChoice } from './ModeChoice';
import { PrivacyTable } from './PrivacyTable';
import { SupportSettings } from './SupportSettings';

/** Everything about the camera and the support, in plain words, with every switch. */
export function CameraPage() {
  const { t } = useTranslation('wellbeing');
  const settings = useSettings();
  return (
    <Page title={t('camera_page.title')} lead={t('camera_page.lead')}>
      <QueryState query={settings} errorTitle={t('camera_page.error')}>
        {(data) => <CameraChoices settings={data} />}
      </QueryState>
    </Page>
  );
}

function CameraChoices({ settings }: { settings: Settings }) {
  const { t } = useTranslation('wellbeing');
  const change = useChangeSettings();
  const [selected, setSelected] = useState<Mode>(settings.mode);
  const cameraAllowed = allowsCamera(settings.allowed_modes);
  const agreed = isPermitted(selected, settings.consent);

  const choose = (mode: Mode) => {
    setSelected(mode);
    // A camera mode needs its switches first; choosing it only points to them.
    if (isPermitted(mode, settings.consent)) change.mutate({ mode });
  };
  const consent = (name: ConsentName, granted: boolean) => {
    const after = { ...settings.consent, [name]: { granted, set_at: null } };
    const startsCamera = isCameraMode(selected) && !agreed && isPermitted(selected, after);
    const endsCamera = agreed && !isPermitted(selected, after);
    change.mutate(
      { consent: { [name]: granted }, ...(startsCamera ? { mode: selected } : {}) },
      {
        onSuccess: ({ mode }) => endsCamera && setSelected(mode),
      },
    );
  };

  return (
    <Stack gap={40}>
      {settings.preset === 'eu_education' ? (
        <Alert color="pine" icon={<IconInfoCircle aria-hidden />} title={t('camera_page.eu_title')}>
          {t('camera_page.eu_reason')}
        </Alert>
      ) : null}
      {change.error ? <ErrorState error={change.error} title={t('camera_page.not_saved')} /> : null}
      <ModeChoice allowed={settings.allowed_modes} value={selected} onChoose={choose} />
      {cameraAllowed ? (
        <PrivacyTable windowSeconds={settings.window_seconds} source={selected === 'server' ? 'server' : 'on_device'} />
      ) : null}
      <ConsentSwitches settings={settings} chosen={selected} onChange={consent} />
      {cameraAllowed ? <CameraSwitch settings={settings} /> : null}
      {settings.model && settings.allowed_modes.includes('on_device') ? (
        <section aria-labelledby="device-title">
          <Title order={2} id="device-title" mb={6}>
            {t('device.title')}
          </Title>
          <Text c="dimmed" mb="sm">
            {t('device.lead')}
          </Text>
          <DeviceCheck
            model={settings.model}
            instead={<OtherModes allowed={settings.allowed_modes} onChoose={choose} />}
          />
        </section>
      ) : null}
      <SupportSettings settings={settings} />
      <ReflectionSettings />
    </Stack>
  );
}

/** What a student on a slow device can choose instead, as far as the institution allows it. */
function OtherModes({ allowed, onChoose }: { allowed: readonly Mode[]; onChoose: (mode: Mode) => void }) {
  const { t } = useTranslation('wellbeing');
  const others = (['server', 'self_report'] as const).filter((mode) => allowed.includes(mode));
  return (
    <Group gap="sm">
      {others.map((mode) => (
        <Button key={mode} size="sm" variant="light" onClick={() => onChoose(mode)}>
          {t(`device.use_${mode}`)}
        </Button>
      ))}
    </Group>
  );
}
