import { Alert, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useEffect, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CameraFailureNote } from '../camera/CameraFailureNote';
import type { useTryImage } from './useTryImage';
import classes from './Try.module.css';

const TYPES = 'image/jpeg,image/png,image/webp,image/avif,image/gif';

/** An image from this device: chosen, dropped or pasted. */
export function TryImage({ image: { view, read } }: { image: ReturnType<typeof useTryImage> }) {
  const { t } = useTranslation('wellbeing');
  const [over, setOver] = useState(false);

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const file = event.clipboardData?.files[0];
      if (file) void read(file);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [read]);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) void read(file);
  };
  return (
    <Stack gap="md">
      <div
        className={classes.stage}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {view.address ? (
          <img src={view.address} alt={t('try.your_image')} className={classes.image} />
        ) : (
          <div className={classes.empty}>
            <IconPhoto size={42} stroke={1.3} aria-hidden />
            <Text>{t('try.drop')}</Text>
          </div>
        )}
      </div>
      {view.refused ? (
        <Alert role="alert" color="red" title={t(`try.refused.${view.refused}.title`)}>
          <Text size="sm">{t(`try.refused.${view.refused}.action`)}</Text>
        </Alert>
      ) : null}
      {view.failure ? <CameraFailureNote failure={view.failure} /> : null}
      <Group justify="space-between">
        <FileButton accept={TYPES} onChange={(file) => file && void read(file)}>
          {(props) => (
            <Button {...props} loading={view.busy} leftSection={<IconPhoto size={19} aria-hidden />}>
              {t('try.choose')}
            </Button>
          )}
        </FileButton>
        {view.seen ? (
          <Text size="sm" c="dimmed">
            {t('try.image_speed', { milliseconds: Math.round(view.seen.milliseconds) })}
          </Text>
        ) : null}
      </Group>
      <Text size="sm" c="dimmed">
        {t('try.nearest')}
      </Text>
    </Stack>
  );
}
