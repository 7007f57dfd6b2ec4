import { List, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import { useLocale } from '@/platform/i18n/locale';
import { ALL_FIELDS } from '../policy/fields';
import type { Deviation } from './api';
import { useShareFormat } from './formats';

/** What decides about support and was changed while the plan ran, with its date. */
export function Deviations({ deviations }: { deviations: readonly Deviation[] }) {
  const { t } = useTranslation('administration');
  const describe = useDescription();
  if (deviations.length === 0) return null;
  return (
    <>
      <Title order={3} size="h4" mt="md">
        {t('experiment.plan.deviations')}
      </Title>
      <Text size="sm">{t('experiment.plan.deviations_mean')}</Text>
      <List size="sm">
        {deviations.map((deviation) => (
          <List.Item key={`${deviation.at} ${deviation.what} ${deviation.message_id ?? ''}`}>
            {describe(deviation)}
          </List.Item>
        ))}
      </List>
    </>
  );
}

/** One change as a sentence, in the unit in which the policy's page shows the setting. */
function useDescription() {
  const { t } = useTranslation('administration');
  const { dateTime } = useDates();
  const { percent } = useShareFormat();
  const numbers = new Intl.NumberFormat(useLocale());
  return ({ at: instant, what, before, after, message_id: message }: Deviation): string => {
    const at = dateTime(instant);
    if (what === 'message') return t('experiment.plan.message_changed', { at, message });
    const field = ALL_FIELDS.find(({ path }) => path === what);
    if (!field || before === null || after === null) {
      return t('experiment.plan.list_changed', {
        at,
        setting: t(`experiment.plan.settings.${what.replace('.', '_')}`),
      });
    }
    if (what === 'control_arm_share') {
      return t('experiment.plan.share_changed', { at, before: percent(before), after: percent(after) });
    }
    if (what === 'retention_days') return t('experiment.plan.retention_changed', { at, before, after });
    const [from, to] = [before, after].map((value) => numbers.format(value / field.scale));
    return t('experiment.plan.setting_changed', { at, setting: t(`policy.fields.${field.id}.name`), from, to });
  };
}
