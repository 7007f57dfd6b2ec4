import { Checkbox, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Mode, Policy, PolicyLimits } from '../types';
import { isModeOpen, withMode } from './draft';
import { PolicyFieldset } from './PolicyFieldset';
import classes from './PolicyFieldset.module.css';

interface ModesFieldsetProps {
  policy: Policy;
  limits: PolicyLimits;
  onChange: (policy: Policy) => void;
}

/** The modes among which each student chooses. */
export function ModesFieldset({ policy, limits, onChange }: ModesFieldsetProps) {
  const { t } = useTranslation('administration');
  const meaning = (mode: Mode) => {
    const closedByPreset = mode !== 'off' && !isModeOpen(limits, policy.preset, mode);
    return closedByPreset ? t('policy.modes.closed') : t(`policy.modes.${mode}.meaning`);
  };
  return (
    <PolicyFieldset title={t('policy.modes.title')} lead={t('policy.modes.lead')}>
      <Stack gap="md">
        {limits.modes.map((mode) => (
          <Checkbox
            key={mode}
            size="md"
            className={classes.choice}
            checked={policy.allowed_modes.includes(mode)}
            disabled={!isModeOpen(limits, policy.preset, mode)}
            onChange={(event) => onChange(withMode(policy, limits, mode, event.currentTarget.checked))}
            label={t(`policy.modes.${mode}.name`)}
            description={meaning(mode)}
          />
        ))}
      </Stack>
    </PolicyFieldset>
  );
}
