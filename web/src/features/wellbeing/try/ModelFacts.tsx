import { Anchor, Card, List, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { affectKey } from '@/components/affect';
import { useLocale } from '@/platform/i18n/locale';
import { readFacts } from './facts';
import type { ServedModel } from './useServedModel';

const NOT_FOR = ['emotion', 'decisions', 'groups', 'diagnosis'] as const;

/** What is known of the model, in numbers that were measured, and what it is not for. */
export function ModelFacts({ model }: { model: ServedModel }) {
  const { t } = useTranslation('wellbeing');
  const locale = useLocale();
  const facts = readFacts(model.metrics);
  const percent = (share: number) => (100 * share).toLocaleString(locale, { maximumFractionDigits: 1 });
  return (
    <Card component="section" aria-labelledby="model-facts">
      <Title order={2} size="h3" id="model-facts" mb="xs">
        {t('try.model.title')}
      </Title>
      <Stack gap="sm">
        <Text>
          {t('try.model.what', {
            name: model.name,
            version: model.version,
            parameters: model.parameters.toLocaleString(locale),
          })}
        </Text>
        {facts ? (
          <Text>
            {t('try.model.accuracy', {
              precision: model.precision,
              accuracy: percent(facts.accuracy),
              low: percent(facts.low),
              high: percent(facts.high),
              count: facts.images,
              images: facts.images.toLocaleString(locale),
            })}
            {facts.calibrationError === null ? null : (
              <> {t('try.model.calibration', { error: percent(facts.calibrationError) })}</>
            )}
          </Text>
        ) : (
          <Text>{t('try.model.not_measured')}</Text>
        )}
        {facts && facts.weakest.length > 0 ? (
          <Text>
            {t('try.model.weak', {
              list: facts.weakest
                .map(({ expression, found, of }) =>
                  t('try.model.weak_one', { expression: t(affectKey(expression)), found, of }),
                )
                .join(', '),
            })}
          </Text>
        ) : null}
        <div>
          <Text fw={600}>{t('try.model.not_for')}</Text>
          <List spacing={4} mt={4}>
            {NOT_FOR.map((point) => (
              <List.Item key={point}>{t(`try.model.${point}`)}</List.Item>
            ))}
          </List>
        </div>
        <Anchor href={`${model.url}CARD.md`} target="_blank" rel="noreferrer">
          {t('try.model.card')}
        </Anchor>
      </Stack>
    </Card>
  );
}
