import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StackedTable } from '@/components/StackedTable';
import type { Weeks } from '../api';

const COLUMNS = ['strategy', 'sent', 'answered', 'helpful'] as const;

/** What was offered, how often it was answered, and how often it helped; no share where too few answers are known. */
export function WhatHelped({ weeks: { helped, minimum_answers: minimum } }: { weeks: Weeks }) {
  const { t } = useTranslation('wellbeing');
  if (helped.length === 0) return <Text c="dimmed">{t('helped.none')}</Text>;
  return (
    <>
      <StackedTable
        label={t('helped.title')}
        columns={COLUMNS.map((column) => t(`helped.${column}`))}
        tracks="2fr 1fr 1fr 2fr"
        rows={helped.map(({ strategy, sent, answered, helpful, enough }) => ({
          key: strategy,
          cells: [
            t(`strategies.${strategy}`),
            String(sent),
            String(answered),
            enough ? t('helped.of', { helpful, answered }) : t('helped.too_few', { helpful, answered, minimum }),
          ],
        }))}
      />
      <Text size="sm" c="dimmed" mt="sm">
        {t('helped.lead')}
      </Text>
    </>
  );
}
