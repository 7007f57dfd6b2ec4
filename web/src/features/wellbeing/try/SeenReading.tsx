import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { affectKey } from '@/components/affect';
import { AffectIcon } from '@/components/AffectIcon';
import { useLocale } from '@/platform/i18n/locale';
import type { Displayed, Seen } from '@/vision';
import { CropView } from './CropView';
import { ProbabilityBars } from './ProbabilityBars';

const NOTHING = [0, 0, 0, 0, 0, 0, 0, 0];

interface SeenReadingProps {
  seen: Seen | null;
  /** The label, smoothed in time for a camera. */
  shown: Displayed | null;
}

/** Everything that is read of a face: the label, the probabilities behind it, what the model saw, or why it is not sure. */
export function SeenReading({ seen, shown }: SeenReadingProps) {
  const { t } = useTranslation('wellbeing');
  const locale = useLocale();
  const reading = seen?.reading ?? null;
  const number = (value: number) =>
    value.toLocaleString(locale, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  return (
    <Stack gap="md">
      <div aria-live="off">
        <Text fz="1.6rem" fw={650} lh={1.25}>
          {shown ? (
            <>
              <AffectIcon name={shown.label} />{' '}
              {t(shown.reason === 'no_face' ? 'camera.no_face' : affectKey(shown.label))}
            </>
          ) : (
            t('try.nothing_yet')
          )}
        </Text>
        <Text c="dimmed" mih="1.6em">
          {shown?.reason ? t(`camera.reasons.${shown.reason}`) : shown ? t('try.expression_not_emotion') : ''}
        </Text>
      </div>
      <ProbabilityBars p={reading?.p ?? NOTHING} usable={reading?.abstain === null} />
      <Group align="flex-start" gap="lg">
        <CropView crop={seen?.crop ?? null} />
        {reading?.face ? (
          <Stack gap={2} component="dl" m={0}>
            {(['quality', 'valence', 'arousal'] as const).map((name) => (
              <Group key={name} gap="xs" wrap="nowrap">
                <Text component="dt" size="sm" c="dimmed" w="6.5rem">
                  {t(`try.${name}`)}
                </Text>
                <Text component="dd" size="sm" m={0} ff="monospace">
                  {number(reading[name])}
                </Text>
              </Group>
            ))}
          </Stack>
        ) : null}
      </Group>
    </Stack>
  );
}
