import { Checkbox, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Policy } from '../types';
import { MOMENTS, withMoment } from './draft';

interface MomentsFieldProps {
  policy: Policy;
  onChange: (policy: Policy) => void;
}

/** The pauses at which support may speak. The last one cannot be taken away: no messages at all is a number above. */
export function MomentsField({ policy, onChange }: MomentsFieldProps) {
  const { t } = useTranslation('administration');
  const { breakpoints } = policy.support;
  return (
    <Checkbox.Group
      mt="lg"
      label={t('policy.moments.label')}
      description={t('policy.moments.meaning')}
      value={breakpoints}
      onChange={() => undefined}
    >
      <Group gap="lg" mt="xs">
        {MOMENTS.map((moment) => (
          <Checkbox
            key={moment}
            value={moment}
            size="md"
            label={t(`policy.moments.${moment}`)}
            disabled={breakpoints.length === 1 && breakpoints[0] === moment}
            onChange={(event) => onChange(withMoment(policy, moment, event.currentTarget.checked))}
          />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
