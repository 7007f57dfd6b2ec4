import { Anchor, Checkbox, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorState } from '@/components/state/ErrorState';
import { showUndo } from '@/components/undo/undoStore';
import { SaveBar } from '../SaveBar';
import type { Policy, PolicyLimits } from '../types';
import { UnsavedGuard } from '../UnsavedGuard';
import { useSavePolicy } from './api';
import { isSame, problemsOf, withSilenceAtMost } from './draft';
import { FIELDS } from './fields';
import { FineTuning } from './FineTuning';
import { ModesFieldset } from './ModesFieldset';
import { InterruptionPointsField } from './InterruptionPointsField';
import { NumbersFieldset } from './NumbersFieldset';
import { PresetFieldset } from './PresetFieldset';

/** Edit the policy; nothing is in force before it is saved, and what was saved can be taken back. */
export function PolicyForm({ inForce, limits }: { inForce: Policy; limits: PolicyLimits }) {
  const { t } = useTranslation('administration');
  const [draft, setDraft] = useState(inForce);
  const save = useSavePolicy();
  const changed = !isSame(draft, inForce, limits);
  const bounds = withSilenceAtMost(limits, inForce.control_arm_share);
  const problems = problemsOf(draft, bounds);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!changed || problems.size > 0) return;
    save.mutate(draft, {
      onSuccess: () =>
        showUndo({
          message: t('policy.saved'),
          // silence that was taken back comes with a plan only
          undo: () =>
            save.mutate(
              { ...inForce, control_arm_share: Math.min(inForce.control_arm_share, draft.control_arm_share) },
              { onSuccess: setDraft },
            ),
        }),
    });
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <PresetFieldset policy={draft} limits={limits} onChange={setDraft} />
        <ModesFieldset policy={draft} limits={limits} onChange={setDraft} />
        {(['privacy', 'support', 'research'] as const).map((group) => (
          <NumbersFieldset
            key={group}
            group={group}
            fields={group === 'research' && inForce.control_arm_share === 0 ? [] : FIELDS[group]}
            policy={draft}
            limits={bounds}
            problems={problems}
            onChange={setDraft}
          >
            {group === 'privacy' ? (
              <Checkbox
                size="md"
                mt="lg"
                checked={draft.allows_administration_sharing}
                label={t('policy.administration_sharing.name')}
                description={t('policy.administration_sharing.meaning')}
                onChange={(event) => setDraft({ ...draft, allows_administration_sharing: event.currentTarget.checked })}
              />
            ) : null}
            {group === 'support' ? (
              <InterruptionPointsField policy={draft} limits={limits} onChange={setDraft} />
            ) : null}
            {group === 'research' ? (
              <Anchor component={Link} to="/admin/experiment" size="sm">
                {t('policy.to_experiment')}
              </Anchor>
            ) : null}
          </NumbersFieldset>
        ))}
        <FineTuning policy={draft} limits={limits} problems={problems} onChange={setDraft} />
        {save.error ? <ErrorState error={save.error} title={t('policy.not_saved')} /> : null}
        <SaveBar
          changed={changed}
          saving={save.isPending}
          problems={problems.size}
          onDiscard={() => setDraft(inForce)}
        />
      </Stack>
      <UnsavedGuard active={changed} />
    </form>
  );
}
