import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFigures } from './figures';

/** How much of the time could be read at all. It stands under every picture of the class: no data is not neutral. */
export function Coverage({ coverage, n }: { coverage: number | null; n: number }) {
  const { t } = useTranslation('teaching');
  const { percent } = useFigures();
  return (
    <Text size="sm" c="dimmed" mt="sm">
      {coverage === null ? t('coverage.none') : t('coverage.share', { share: percent(coverage), count: n })}
    </Text>
  );
}
