import { Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { showUndo } from '@/components/undo/undoStore';
import { SaveBar } from '../SaveBar';
import type { Policy, PolicyLimits } from '../types';
import { UnsavedGuard } from '../UnsavedGuard';
import { useSavePolicy } from './api';
import { isSame, problemsOf } from './draft';
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
  const problems = problemsOf(draft, limits);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!changed || problems.size > 0) return;
    save.mutate(draft, {
      onSuccess: () =>
        showUndo({
          message: t('policy.saved'),
          undo: () => save.mutate(inForce, { onSuccess: setDraft }),
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
            fields={FIELDS[group]}
            policy={draft}
            limits={limits}
            problems={problems}
            onChange={setDraft}
          >
            {group === 'support' ? (
              <InterruptionPointsField policy={draft} limits={limits} onChange={setDraft} />
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
