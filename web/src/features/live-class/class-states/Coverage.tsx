import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ClassStates } from '../types';

/** How much of the time could be read at all, in a band. It stands under every picture of the class: no data is not neutral. */
export function Coverage({ coverage }: Pick<ClassStates, 'coverage'>) {
  const { t } = useTranslation('live-class');
  return (
    <Text size="sm" c="dimmed" mt="sm">
      {t(coverage === null ? 'coverage.hidden' : `coverage.${coverage}`)}
    </Text>
  );
}
