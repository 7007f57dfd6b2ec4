import { Radio, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Mode } from '../api';
import classes from './CameraPage.module.css';

/** The order in which the ways are offered. */
const OFFERED: readonly Mode[] = ['on_device', 'server', 'self_report', 'off'];

/** How Attune may notice how it goes: with the camera, by the student's own word, or not at all. */
export function ModeChoice({
  allowed,
  value,
  onChoose,
}: {
  allowed: readonly Mode[];
  value: Mode;
  onChoose: (mode: Mode) => void;
}) {
  const { t } = useTranslation('wellbeing');
  return (
    <section aria-labelledby="mode-title">
      <Title order={2} id="mode-title" mb="sm">
        {t('mode.title')}
      </Title>
      <Radio.Group value={value} onChange={(mode) => onChoose(mode as Mode)} aria-labelledby="mode-title">
        <Stack gap="sm">
          {OFFERED.filter((mode) => allowed.includes(mode)).map((mode) => (
            <Radio
              key={mode}
              value={mode}
              className={classes.choice}
              label={t(`mode.${mode}.label`)}
              description={
                <Text component="span" size="sm" c="dimmed">
                  {t(`mode.${mode}.lead`)}
                </Text>
              }
            />
          ))}
        </Stack>
      </Radio.Group>
    </section>
  );
}
