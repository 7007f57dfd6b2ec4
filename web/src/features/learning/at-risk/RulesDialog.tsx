import { Button, Group, Modal, NumberInput, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { useSetRules, type RiskRules } from './riskList';

interface RulesDialogProps {
  courseId: string;
  rules: RiskRules;
  opened: boolean;
  onClose: () => void;
}

/** The thresholds of a course, each of which can be switched off. */
export function RulesDialog({ courseId, rules, opened, onClose }: RulesDialogProps) {
  const { t } = useTranslation('learning');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('at_risk.rules.title')}
      closeButtonProps={{ 'aria-label': t('gradebook.close') }}
    >
      <RulesForm courseId={courseId} rules={rules} onDone={onClose} />
    </Modal>
  );
}

/** As the server bounds them (`learning/at_risk/schemas.py`); a share is entered as a percentage. */
const BOUNDS = {
  missing_at_least: { min: 1, max: 100, initial: 2 },
  overdue_at_least: { min: 1, max: 100, initial: 2 },
  unseen_days: { min: 1, max: 180, initial: 7 },
  average_below: { min: 5, max: 100, initial: 50 },
} as const;
type Name = keyof typeof BOUNDS;
const NAMES = Object.keys(BOUNDS) as Name[];

function RulesForm({ courseId, rules, onDone }: { courseId: string; rules: RiskRules; onDone: () => void }) {
  const { t } = useTranslation('learning');
  const save = useSetRules(courseId);
  const [values, setValues] = useState<Record<Name, number | null>>({
    missing_at_least: rules.missing_at_least,
    overdue_at_least: rules.overdue_at_least,
    unseen_days: rules.unseen_days,
    average_below: rules.average_below === null ? null : Math.round(100 * rules.average_below),
  });
  const [graded, setGraded] = useState(rules.graded_at_least);
  const submit = () =>
    save.mutate(
      {
        revision: rules.revision,
        ...values,
        average_below: values.average_below === null ? null : values.average_below / 100,
        graded_at_least: graded,
      },
      { onSuccess: onDone },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="lg">
        <Text size="sm" c="dimmed">
          {t('at_risk.rules.lead')}
        </Text>
        {NAMES.map((name) => (
          <RuleField
            key={name}
            name={name}
            value={values[name]}
            onChange={(value) => setValues({ ...values, [name]: value })}
          />
        ))}
        <NumberInput
          label={t('at_risk.rules.graded_at_least')}
          value={graded}
          min={1}
          max={100}
          clampBehavior="strict"
          allowDecimal={false}
          disabled={values.average_below === null}
          onChange={(value) => typeof value === 'number' && setGraded(value)}
        />
        {save.error ? <ErrorState error={save.error} title={t('at_risk.rules.not_saved')} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('at_risk.rules.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('gradebook.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface RuleFieldProps {
  name: Name;
  value: number | null;
  onChange: (value: number | null) => void;
}

function RuleField({ name, value, onChange }: RuleFieldProps) {
  const { t } = useTranslation('learning');
  const { min, max, initial } = BOUNDS[name];
  return (
    <div>
      <Switch
        label={t(`at_risk.rules.${name}.use`)}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? initial : null)}
      />
      <NumberInput
        mt="xs"
        label={t(`at_risk.rules.${name}.label`)}
        value={value ?? initial}
        min={min}
        max={max}
        clampBehavior="strict"
        allowDecimal={false}
        disabled={value === null}
        suffix={name === 'average_below' ? ' %' : ''}
        onChange={(next) => typeof next === 'number' && onChange(next)}
      />
    </div>
  );
}
