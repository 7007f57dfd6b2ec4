import { ColorSwatch, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { affectColor, affectKey, LEARNING_STATES } from '@/components/affect';

/** Which colour stands for which state. */
export function StateLegend() {
  const { t } = useTranslation('app');
  return (
    <Group component="ul" gap="md" p={0} mb="xs" style={{ listStyle: 'none' }}>
      {LEARNING_STATES.map((state) => (
        <Text key={state} component="li" size="sm">
          <ColorSwatch
            component="span"
            size={13}
            color={affectColor(state)}
            mr={6}
            style={{ verticalAlign: '-1px', display: 'inline-flex' }}
          />
          {t(affectKey(state))}
        </Text>
      ))}
    </Group>
  );
}
