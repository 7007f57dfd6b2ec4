import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconGauge } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraFailure, DeviceSpeed } from '@/vision';
import { CameraFailureNote } from './CameraFailureNote';
import { codeFailure } from './codeFailure';

interface CheckedModel {
  name: string;
  sha256: string;
}

interface DeviceCheckProps {
  model: CheckedModel;
  /** What to offer where the device is too slow. */
  instead?: ReactNode;
}

type Outcome = { speed: DeviceSpeed } | { failure: CameraFailure };

async function check({ name: modelName, sha256: modelHash }: CheckedModel): Promise<Outcome> {
  const vision = await import('@/vision').catch(() => null);
  if (!vision) return { failure: codeFailure() };
  return vision.checkDevice({ modelName, modelHash }).then(
    (speed) => ({ speed }),
    (cause: unknown) => ({ failure: vision.failureOf(cause) }),
  );
}

/** Whether this device is quick enough, found out with the real model in three seconds, without a camera. */
export function DeviceCheck({ model, instead }: DeviceCheckProps) {
  const { t } = useTranslation('wellbeing');
  const run = useMutation({ mutationFn: () => check(model) });
  const speed = run.data && 'speed' in run.data ? run.data.speed : null;
  return (
    <Stack gap="sm" align="flex-start">
      <Group gap="sm">
        <Button
          variant="default"
          size="sm"
          leftSection={<IconGauge size={18} aria-hidden />}
          disabled={run.isPending}
          onClick={() => run.mutate()}
        >
          {t('device.check')}
        </Button>
        {run.isPending ? <Loader size="sm" aria-hidden /> : null}
        <Text size="sm" role="status" c="dimmed">
          {run.isPending ? t('device.checking') : ''}
        </Text>
      </Group>
      {run.data && 'failure' in run.data ? <CameraFailureNote failure={run.data.failure} /> : null}
      {speed ? (
        <div role="status">
          <Text fw={600}>{t(`device.${speed.verdict}.title`)}</Text>
          <Text size="sm" c="dimmed">
            {t(`device.${speed.verdict}.meaning`, {
              milliseconds: Math.round(speed.milliseconds),
              rate: speed.perSecond.toFixed(1),
            })}
          </Text>
        </div>
      ) : null}
      {speed?.verdict === 'too_slow' ? instead : null}
    </Stack>
  );
}
