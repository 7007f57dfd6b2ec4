import { Radio, Stack, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useUser } from '@/platform/session';
import { useChangeSettings, type Settings } from '../api';

const STYLES = ['warm', 'facts', 'brief'] as const;

/** How messages sound and whether they say the student's name, each with an example of what comes of it. */
export function SupportStyle({ support }: Pick<Settings, 'support'>) {
  const { t } = useTranslation('wellbeing');
  const change = useChangeSettings();
  const [name = ''] = useUser().name.split(' ');
  const { message_style: style, use_name: usesName } = support;
  const preview = style === 'warm' && usesName ? 'warm_named' : style;
  return (
    <Stack gap="md" mt="lg">
      <Radio.Group
        label={t('support_settings.style')}
        value={style}
        onChange={(value) => change.mutate({ support: { message_style: value as typeof style } })}
      >
        <Stack gap="xs" mt="xs">
          {STYLES.map((each) => (
            <Radio
              key={each}
              value={each}
              label={t(`support_settings.styles.${each}`)}
              description={t(`support_settings.style_leads.${each}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Switch
        checked={usesName}
        disabled={style !== 'warm'}
        label={t('support_settings.use_name')}
        description={t('support_settings.use_name_lead')}
        onChange={(event) => change.mutate({ support: { use_name: event.currentTarget.checked } })}
      />
      <Text size="sm" role="status">
        {t('support_settings.preview')}{' '}
        <em>{t(`support_settings.previews.${preview}`, { name, block: t('support_settings.preview_block') })}</em>
      </Text>
    </Stack>
  );
}
