import { NumberInput, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { Policy, PolicyLimits } from '../types';
import { boundsOf, readField, shown, stored, writeField, type Problem } from './draft';
import type { FIELDS, FieldPath, NumberField } from './fields';
import { PolicyFieldset } from './PolicyFieldset';

interface NumbersFieldsetProps {
  group: keyof typeof FIELDS;
  fields: readonly NumberField[];
  policy: Policy;
  limits: PolicyLimits;
  problems: ReadonlyMap<FieldPath, Problem>;
  onChange: (policy: Policy) => void;
  /** What else belongs to the group, below its numbers. */
  children?: ReactNode;
}

/** Numbers of the policy, each with what it decides and the bounds it has to keep. */
export function NumbersFieldset({ group, fields, policy, limits, problems, onChange, children }: NumbersFieldsetProps) {
  const { t } = useTranslation('administration');
  return (
    <PolicyFieldset title={t(`policy.groups.${group}.title`)} lead={t(`policy.groups.${group}.lead`)}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        {fields.map((field) => {
          const value = shown(readField(policy, field.path), field);
          const { min, max } = boundsOf(field, limits);
          const problem = problems.get(field.path);
          return (
            <NumberInput
              key={field.path}
              size="md"
              min={min}
              max={max}
              clampBehavior="none"
              value={Number.isNaN(value) ? '' : value}
              label={t(`policy.fields.${field.id}.name`)}
              description={t(`policy.fields.${field.id}.meaning`)}
              suffix={` ${t(`policy.units.${field.unit}`, { count: value })}`}
              error={problem && t(`policy.problems.${problem}`, { min, max })}
              onChange={(entered) =>
                onChange(writeField(policy, field.path, entered === '' ? Number.NaN : stored(Number(entered), field)))
              }
            />
          );
        })}
      </SimpleGrid>
      {children}
    </PolicyFieldset>
  );
}
