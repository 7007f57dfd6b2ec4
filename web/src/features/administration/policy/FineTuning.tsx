import { Button, Collapse, Stack } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Policy, PolicyLimits } from '../types';
import type { Problem } from './draft';
import { FIELDS, type FieldPath } from './fields';
import { NumbersFieldset } from './NumbersFieldset';

const GROUPS = ['triggers', 'behaviour', 'baseline'] as const;

interface FineTuningProps {
  policy: Policy;
  limits: PolicyLimits;
  problems: ReadonlyMap<FieldPath, Problem>;
  onChange: (policy: Policy) => void;
}

/** From what on a state is assumed: numbers that few institutions need, folded away unless one of them is wrong. */
export function FineTuning({ policy, limits, problems, onChange }: FineTuningProps) {
  const { t } = useTranslation('administration');
  const id = useId();
  const [asked, setAsked] = useState(false);
  const wrong = GROUPS.some((group) => FIELDS[group].some(({ path }) => problems.has(path)));
  const open = asked || wrong;
  return (
    <div>
      <Button
        type="button"
        variant="default"
        leftSection={<IconAdjustments size={18} aria-hidden />}
        aria-expanded={open}
        aria-controls={id}
        disabled={wrong}
        onClick={() => setAsked(!asked)}
      >
        {open ? t('policy.fine_tuning.hide') : t('policy.fine_tuning.show')}
      </Button>
      <Collapse expanded={open} id={id}>
        <Stack gap="lg" mt="lg">
          {GROUPS.map((group) => (
            <NumbersFieldset
              key={group}
              group={group}
              fields={FIELDS[group]}
              policy={policy}
              limits={limits}
              problems={problems}
              onChange={onChange}
            />
          ))}
        </Stack>
      </Collapse>
    </div>
  );
}
