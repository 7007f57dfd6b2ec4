import { Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Try.module.css';

/** The small grey square that the model sees, pixel by pixel. */
export function CropView({ crop }: { crop: Uint8Array | null }) {
  const { t } = useTranslation('wellbeing');
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = crop ? Math.round(Math.sqrt(crop.length)) : 0;

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !crop) return;
    const pixels = context.createImageData(size, size);
    crop.forEach((level, i) => pixels.data.set([level, level, level, 255], i * 4));
    context.putImageData(pixels, 0, 0);
  }, [crop, size]);

  return (
    <figure className={classes.crop}>
      {crop ? (
        <canvas ref={canvas} width={size} height={size} role="img" aria-label={t('try.crop')} />
      ) : (
        <div className={classes.noCrop} />
      )}
      <figcaption>
        <Text size="sm" c="dimmed">
          {crop ? t('try.crop_size', { size }) : t('try.no_crop')}
        </Text>
      </figcaption>
    </figure>
  );
}
