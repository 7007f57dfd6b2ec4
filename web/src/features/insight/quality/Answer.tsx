import { Card, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { cellOf, type Period, type Share } from './api';
import { useQualityFormats } from './formats';

function verdict({ low, high }: Share): 'more' | 'less' | 'open' {
  if (low >= 0.5) return 'more';
  return high <= 0.5 ? 'less' : 'open';
}

/** What the period says as a whole, in a sentence that claims no more than its interval. */
export function Answer({ period }: { period: Period }) {
  const { t } = useTranslation('insight');
  const { share, range } = useQualityFormats();
  const all = cellOf(period, 'all');
  const { agreement, readable } = all ?? {};
  return (
    <Card component="section" aria-labelledby="answer" padding="lg">
      <Title order={2} size="h3" id="answer" mb="xs">
        {t('quality.answer.title')}
      </Title>
      {agreement ? (
        <>
          <Text size="lg" fw={600} maw="65ch">
            {t(`quality.answer.${verdict(agreement.share)}`)}
          </Text>
          <Text mt="xs" maw="70ch">
            {t('quality.answer.figures', {
              share: share(agreement.share),
              range: range(agreement.share),
              moments: agreement.moments,
              learners: agreement.learners,
            })}
          </Text>
          <Text mt="xs" maw="70ch">
            {t('quality.answer.meaning')}
          </Text>
        </>
      ) : (
        <Text maw="70ch">{t('quality.answer.hidden', { k: period.k })}</Text>
      )}
      {readable ? (
        <Text mt="xs" maw="70ch">
          {t('quality.answer.readable', {
            coverage: share(readable.coverage),
            abstained: share(readable.abstained),
            learners: readable.learners,
          })}
        </Text>
      ) : null}
    </Card>
  );
}
