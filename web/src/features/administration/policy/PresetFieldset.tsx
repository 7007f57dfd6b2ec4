import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Policy, PolicyLimits } from '../types';
import { withPreset } from './draft';
import { PolicyFieldset } from './PolicyFieldset';

interface PresetFieldsetProps {
  policy: Policy;
  limits: PolicyLimits;
  onChange: (policy: Policy) => void;
}

/** The frame that everything else of the policy has to fit. */
export function PresetFieldset({ policy, limits, onChange }: PresetFieldsetProps) {
  const { t } = useTranslation('administration');
  return (
    <PolicyFieldset title={t('policy.preset.title')} lead={t('policy.preset.lead')}>
      <Stack gap="md">
        {limits.presets.map(({ preset }) => (
          <Radio
            key={preset}
            size="md"
            name="preset"
            value={preset}
            checked={policy.preset === preset}
            onChange={() => onChange(withPreset(policy, limits, preset))}
            label={t(`policy.preset.${preset}.name`)}
            description={t(`policy.preset.${preset}.meaning`)}
          />
        ))}
      </Stack>
    </PolicyFieldset>
  );
}
