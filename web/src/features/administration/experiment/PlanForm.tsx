import { Alert, Button, Card, Group, NumberInput, SimpleGrid, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ConfirmButton } from '@/components/ConfirmButton';
import { useErrorMessage } from '@/components/state/errorMessage';
import { useFreezePlan, usePower, type Experiment } from './api';
import { BOUNDS, designOf, firstDesign, isSound, planOf, type DesignFields } from './design';
import { useShareFormat } from './formats';

const TYPING_PAUSE_MS = 300;
const PLANNED = ['students', 'weeks', 'silent', 'moments', 'base', 'minimal'] as const;

/** Design an experiment, see how small an effect it would show, and freeze its plan. */
export function PlanForm({ experiment }: { experiment: Experiment }) {
  const { t } = useTranslation('administration');
  const [fields, setFields] = useState(() => firstDesign(experiment));
  return (
    <Card component="section" aria-labelledby="plan-form-title" padding="lg">
      <Title order={2} size="h3" id="plan-form-title">
        {t('experiment.form.title')}
      </Title>
      <Text c="dimmed" size="sm" mb="md">
        {t('experiment.form.lead')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        {PLANNED.map((name) => (
          <NumberInput
            key={name}
            size="md"
            {...BOUNDS[name]}
            clampBehavior="none"
            label={t(`experiment.form.${name}.name`)}
            description={t(`experiment.form.${name}.meaning`)}
            error={
              fields[name] !== '' && !isSound(fields, name)
                ? t('experiment.form.bounds', { ...BOUNDS[name] })
                : undefined
            }
            value={fields[name]}
            onChange={(value) => setFields({ ...fields, [name]: value === '' ? '' : Number(value) })}
          />
        ))}
      </SimpleGrid>
      <Power fields={fields} />
      {fields.weeks === '' || fields.weeks <= experiment.longest_weeks ? (
        <Freeze fields={fields} />
      ) : (
        <TooLong fields={fields} experiment={experiment} />
      )}
    </Card>
  );
}

/** What the calculator says to the fields, once typing has paused. */
function useCalculated(fields: DesignFields) {
  const [settled] = useDebouncedValue(fields, TYPING_PAUSE_MS);
  const design = designOf(settled);
  return { design, data: usePower(design).data };
}

/** "Your 90 students can show 8 points or more, in 4 weeks." */
function Power({ fields }: { fields: DesignFields }) {
  const { t } = useTranslation('administration');
  const { size } = useShareFormat();
  const { design, data } = useCalculated(fields);
  const sentence = () => {
    if (!design) return t('experiment.form.incomplete');
    if (!data) return '';
    const own = { count: design.students, weeks: design.weeks };
    if (data.smallest_effect === null) return t('experiment.form.nothing', own);
    return t('experiment.form.power', { ...own, points: size(data.smallest_effect) });
  };
  return (
    <Text my="md" fw={600} aria-live="polite">
      {sentence()}
    </Text>
  );
}

/** The plan would outlive its data. */
function TooLong({ fields, experiment }: { fields: DesignFields; experiment: Experiment }) {
  const { t } = useTranslation('administration');
  const { data } = useCalculated(fields);
  return (
    <Alert color="apricot" title={t('experiment.form.retention_title')}>
      <Text size="sm" mb="sm">
        {data ? t('experiment.form.retention', { needed: data.days_kept, days: experiment.retention_days }) : ''}
      </Text>
      <Button component={Link} to="/admin/policy" variant="default" size="xs">
        {t('experiment.to_policy')}
      </Button>
    </Alert>
  );
}

function Freeze({ fields }: { fields: DesignFields }) {
  const { t } = useTranslation('administration');
  const { percent } = useShareFormat();
  const freeze = useFreezePlan();
  const { describe } = useErrorMessage();
  const plan = planOf(fields);
  return (
    <>
      <Group>
        <ConfirmButton
          variant="filled"
          disabled={plan === undefined}
          loading={freeze.isPending}
          title={t('experiment.form.freeze')}
          question={t('experiment.form.question', {
            share: percent(plan?.share ?? 0),
            count: plan?.weeks ?? 0,
          })}
          confirmLabel={t('experiment.form.confirm')}
          onConfirm={() => plan && freeze.mutate(plan)}
        >
          {t('experiment.form.freeze')}
        </ConfirmButton>
      </Group>
      {freeze.isError ? (
        <Text role="alert" c="red" mt="sm">
          {describe(freeze.error)}
        </Text>
      ) : null}
    </>
  );
}
