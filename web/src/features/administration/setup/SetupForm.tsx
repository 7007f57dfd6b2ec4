import { Alert, Button, Card, Group, NativeSelect, Radio, Stack, TextInput, Title } from '@mantine/core';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { useChangeSetup, type Setup, type SetupIn } from './api';
import { AGES, isComplete, PRESETS, presetAllowed, REGIONS, type Draft } from './draft';
import { ownTimeZone, timeZones } from './timeZones';
import { UnsavedGuard } from '../UnsavedGuard';

const FIELDS = ['name', 'region', 'ages', 'preset', 'time_zone', 'open_registration'] as const;

/** What the institution is. But for the time zone nothing is chosen beforehand: each answer is somebody's decision. */
export function SetupForm({ setup }: { setup: Setup }) {
  const { t } = useTranslation('administration');
  const change = useChangeSetup();
  const initial: Draft = { ...setup, time_zone: setup.time_zone ?? ownTimeZone() };
  const [draft, setDraft] = useState<Draft>(initial);
  const form = useRef<HTMLFormElement>(null);
  const [tried, setTried] = useState(false);
  const set = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    setDraft(presetAllowed(next, next.preset) ? next : { ...next, preset: null });
  };
  const isMissing = (name: keyof Draft) => draft[name] === null || String(draft[name]).trim() === '';
  const missing = (name: keyof Draft) => (tried && isMissing(name) ? t('app:error.fields.missing') : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isComplete(draft)) change.mutate(bodyOf(draft), { onSuccess: setDraft });
    else showField(form.current, FIELDS.find(isMissing));
  };
  const choices = (name: 'region' | 'ages' | 'preset', values: readonly string[]) => (
    <Radio.Group
      name={name}
      data-field={name}
      label={t(`setup.${name}.label`)}
      description={t(`setup.${name}.hint`)}
      value={draft[name] ?? ''}
      error={missing(name)}
      onChange={(value) => set({ [name]: value })}
    >
      <Stack gap="xs" mt="xs">
        {values.map((value) => (
          <Radio
            key={value}
            value={value}
            label={t(`setup.${name}.${value}`)}
            disabled={value === 'standard' && !presetAllowed(draft, value)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );

  return (
    <Card component="section" aria-labelledby="setup-form">
      <Title order={2} id="setup-form" mb="md">
        {t('setup.form')}
      </Title>
      <UnsavedGuard active={FIELDS.some((name) => draft[name] !== initial[name])} />
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="lg">
          <TextInput
            label={t('setup.name')}
            data-field="name"
            maxLength={120}
            value={draft.name ?? ''}
            error={missing('name')}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          {choices('region', REGIONS)}
          {choices('ages', AGES)}
          {choices('preset', PRESETS)}
          {draft.region && draft.ages && !presetAllowed(draft, 'standard') ? (
            <Alert color="apricot">
              {t(`setup.preset.because_${draft.region === 'european_economic_area' ? 'region' : 'ages'}`)}
            </Alert>
          ) : null}
          <NativeSelect
            label={t('setup.time_zone')}
            data-field="time_zone"
            description={t('setup.time_zone_hint')}
            size="md"
            value={draft.time_zone ?? ''}
            error={missing('time_zone')}
            onChange={(event) => set({ time_zone: event.currentTarget.value || null })}
            data={[{ value: '', label: t('setup.choose') }, ...timeZones(draft.time_zone)]}
          />
          <Radio.Group
            name="open_registration"
            data-field="open_registration"
            label={t('setup.registration.label')}
            description={t('setup.registration.hint')}
            value={draft.open_registration === null ? '' : String(draft.open_registration)}
            error={missing('open_registration')}
            onChange={(value) => set({ open_registration: value === 'true' })}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="true" label={t('setup.registration.yes')} />
              <Radio value="false" label={t('setup.registration.no')} />
            </Stack>
          </Radio.Group>
          {change.error ? <ErrorState error={change.error} /> : null}
          <Group justify="flex-end">
            {change.isSuccess ? <span role="status">{t('setup.saved')}</span> : null}
            <Button type="submit" loading={change.isPending}>
              {t(setup.completed_at ? 'setup.save' : 'setup.complete')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

/** Lead to an answer that is missing: into view, and with the focus on its first control. */
function showField(form: HTMLFormElement | null, name: keyof Draft | undefined): void {
  const field = form?.querySelector<HTMLElement>(`[data-field="${name}"]`);
  const control = field?.matches('input, select') ? field : field?.querySelector<HTMLElement>('input:not(:disabled)');
  field?.scrollIntoView({ block: 'center' });
  control?.focus({ preventScroll: true });
}

function bodyOf({ name, region, ages, preset, time_zone, open_registration }: SetupIn): SetupIn {
  return { name, region, ages, preset, time_zone, open_registration };
}
