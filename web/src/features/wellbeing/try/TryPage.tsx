import { Card, Grid, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconCameraOff } from '@tabler/icons-react';
import { EXPRESSIONS } from '@/components/affect';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { DeviceCheck } from '../camera/DeviceCheck';
import { ModelFacts } from './ModelFacts';
import { SeenReading } from './SeenReading';
import { TryCamera } from './TryCamera';
import { TryImage } from './TryImage';
import { useServedModel, type ServedModel } from './useServedModel';
import { useTryCamera } from './useTryCamera';
import { displayed, useTryImage } from './useTryImage';

/** Anybody can see what the model reads of their own face, on their own device; nothing is sent. */
export function TryPage() {
  const { t } = useTranslation('wellbeing');
  const served = useServedModel();
  return (
    <Page title={t('try.title')} lead={t('try.lead')} width="wide">
      <QueryState query={served} errorTitle={t('try.not_loaded')}>
        {({ model, problem }) =>
          model ? (
            <Workbench model={model} />
          ) : (
            <EmptyState icon={IconCameraOff} title={t('camera.no_model_title')}>
              {problem ? t(`app:error.codes.${problem.code}`) : null}
            </EmptyState>
          )
        }
      </QueryState>
    </Page>
  );
}

function Workbench({ model }: { model: ServedModel }) {
  const { t } = useTranslation('wellbeing');
  const [source, setSource] = useState<'camera' | 'image'>('camera');
  const camera = useTryCamera(model);
  const image = useTryImage(model);
  const still = displayed(image.view.seen);

  const choose = (next: string) => {
    camera.stop();
    setSource(next as typeof source);
  };
  const shown =
    source === 'camera'
      ? camera.view.shown
      : still && {
          label: still.reason ? ('unknown' as const) : EXPRESSIONS[still.index]!,
          confidence: still.confidence,
          reason: still.reason,
        };
  return (
    <Stack gap="xl">
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="md">
            <SegmentedControl
              value={source}
              onChange={choose}
              aria-label={t('try.source')}
              style={{ alignSelf: 'flex-start' }}
              data={[
                { value: 'camera', label: t('try.with_camera') },
                { value: 'image', label: t('try.with_image') },
              ]}
            />
            {source === 'camera' ? <TryCamera camera={camera} /> : <TryImage image={image} />}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Card component="section" aria-label={t('try.reading')}>
            <SeenReading seen={source === 'camera' ? camera.view.seen : image.view.seen} shown={shown} />
          </Card>
        </Grid.Col>
      </Grid>
      <Card component="section" aria-labelledby="device-title">
        <Title order={2} size="h3" id="device-title" mb={4}>
          {t('device.title')}
        </Title>
        <Text c="dimmed" mb="sm">
          {t('device.lead')}
        </Text>
        <DeviceCheck model={model} />
      </Card>
      <ModelFacts model={model} />
    </Stack>
  );
}
