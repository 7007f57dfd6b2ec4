import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Quality } from './api';

const PARTS = ['method', 'chosen', 'words', 'corrections', 'device', 'hidden', 'expression'] as const;

/** How it is counted, and what nobody can know from it. */
export function Limits({ quality: { k } }: { quality: Quality }) {
  const { t } = useTranslation('insight');
  return (
    <section aria-labelledby="limits">
      <Title order={2} size="h3" id="limits" mb={4}>
        {t('quality.limits.title')}
      </Title>
      {PARTS.map((part) => (
        <Text key={part} size="sm" c="dimmed" mb="xs" maw="75ch">
          {t(`quality.limits.${part}`, { k })}
        </Text>
      ))}
    </section>
  );
}
