import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFigures } from './figures';

interface CoverageProps {
  /** Share of the time in which a face could be read; null when nothing was. */
  coverage: number | null;
  /** How many students that is about: with it, the sentence says what the rest means. */
  n?: number;
}

/** How much of the time could be read at all. It stands under every picture of the class: no data is not neutral. */
export function Coverage({ coverage, n }: CoverageProps) {
  const { t } = useTranslation('teaching');
  const { percent } = useFigures();
  const sentence = () => {
    if (coverage === null) return t('coverage.none');
    return n === undefined ? t('coverage.share', { share: percent(coverage) }) : t('coverage.explained', { share: percent(coverage), count: n });
  };
  return <Text size="sm" c="dimmed" mt="sm">{sentence()}</Text>;
}
