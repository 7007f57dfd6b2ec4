import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Policy } from '../types';
import { withPreset } from './draft';
import { PolicyFieldset } from './PolicyFieldset';

const PRESETS: readonly Policy['preset'][] = ['standard', 'eu_education'];

interface PresetFieldsetProps {
  policy: Policy;
  onChange: (policy: Policy) => void;
}

/** The frame that everything else of the policy has to fit. */
export function PresetFieldset({ policy, onChange }: PresetFieldsetProps) {
  const { t } = useTranslation('administration');
  return (
    <PolicyFieldset title={t('policy.preset.title')} lead={t('policy.preset.lead')}>
      <Stack gap="md">
        {PRESETS.map((preset) => (
          <Radio
            key={preset}
            size="md"
            name="preset"
            value={preset}
            checked={policy.preset === preset}
            onChange={() => onChange(withPreset(policy, preset))}
            label={t(`policy.preset.${preset}.name`)}
            description={t(`policy.preset.${preset}.meaning`)}
          />
        ))}
      </Stack>
    </PolicyFieldset>
  );
}
