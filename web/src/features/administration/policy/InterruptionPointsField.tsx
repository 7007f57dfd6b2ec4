import { Checkbox, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Policy, PolicyLimits } from '../types';
import { withInterruptionPoint } from './draft';

interface InterruptionPointsFieldProps {
  policy: Policy;
  limits: PolicyLimits;
  onChange: (policy: Policy) => void;
}

/** The pauses at which support may speak. The last one cannot be taken away: no messages at all is a number above. */
export function InterruptionPointsField({ policy, limits, onChange }: InterruptionPointsFieldProps) {
  const { t } = useTranslation('administration');
  const { interruption_points } = policy.support;
  return (
    <Checkbox.Group
      mt="lg"
      label={t('policy.interruption_points.label')}
      description={t('policy.interruption_points.meaning')}
      value={interruption_points}
      onChange={() => undefined}
    >
      <Group gap="lg" mt="xs">
        {limits.interruption_points.map((point) => (
          <Checkbox
            key={point}
            value={point}
            size="md"
            label={t(`policy.interruption_points.${point}`)}
            disabled={interruption_points.length === 1 && interruption_points[0] === point}
            onChange={(event) => onChange(withInterruptionPoint(policy, limits, point, event.currentTarget.checked))}
          />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
