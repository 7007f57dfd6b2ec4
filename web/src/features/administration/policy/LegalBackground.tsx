import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const POINTS = ['prohibition', 'without_camera', 'consent', 'small_groups'] as const;

/** Why the presets differ, in plain words. */
export function LegalBackground() {
  const { t } = useTranslation('administration');
  return (
    <Stack component="section" gap="sm" mt={48} aria-labelledby="legal-background">
      <Title order={2} size="h3" id="legal-background">
        {t('policy.legal.title')}
      </Title>
      {POINTS.map((point) => (
        <Text key={point} maw="68ch">
          {t(`policy.legal.${point}`)}
        </Text>
      ))}
      <Text c="dimmed" size="sm" maw="68ch">
        {t('policy.legal.no_advice')}
      </Text>
    </Stack>
  );
}
