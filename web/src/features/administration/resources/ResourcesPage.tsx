import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { ErrorState } from '@/components/state/ErrorState';
import { QueryState } from '@/components/state/QueryState';
import { showUndo } from '@/components/undo/undoStore';
import { LOCALES } from '@/platform/i18n/i18n';
import { SaveBar } from '../SaveBar';
import { UnsavedGuard } from '../UnsavedGuard';
import { useResources, useSaveResources, type ManagedResources } from './api';
import { Confirmation } from './Confirmation';
import { emptyDraft, isSame, moved, problemsOf, toDraft, toResource, type Draft } from './draft';
import { ResourceFields } from './ResourceFields';
import { UrgentContact } from './UrgentContact';

const MOST = 20;

/** Who students can talk to: the institution's own people, in its own words. */
export function ResourcesPage() {
  const { t } = useTranslation('administration');
  const resources = useResources();
  return (
    <Page title={t('resources.title')} lead={t('resources.lead')}>
      <QueryState query={resources} errorTitle={t('resources.not_loaded')}>
        {(managed) => <ResourcesForm managed={managed} />}
      </QueryState>
      <UrgentContact />
    </Page>
  );
}

function ResourcesForm({ managed }: { managed: ManagedResources }) {
  const { t } = useTranslation('administration');
  const inForce = managed.resources;
  const [drafts, setDrafts] = useState(() => inForce.map(toDraft));
  const save = useSaveResources();
  const changed = !isSame(drafts, inForce);
  const problems = drafts.filter((draft) => problemsOf(draft).size > 0).length;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!changed || problems > 0) return;
    save.mutate(drafts.map(toResource), {
      onSuccess: () =>
        showUndo({
          message: t('resources.saved'),
          undo: () => save.mutate(inForce, { onSuccess: (before) => setDrafts(before.resources.map(toDraft)) }),
        }),
    });
  };
  const change = (next: Draft) => setDrafts(drafts.map((draft) => (draft.key === next.key ? next : draft)));
  return (
    <form onSubmit={submit} noValidate>
      <Confirmation managed={managed} changed={changed} />
      <Stack gap="lg">
        {drafts.length === 0 ? <Text c="dimmed">{t('resources.none')}</Text> : null}
        {drafts.map((draft, index) => (
          <ResourceFields
            key={draft.key}
            draft={draft}
            number={index + 1}
            last={index === drafts.length - 1}
            onChange={change}
            onMove={(by) => setDrafts(moved(drafts, index, by))}
            onRemove={() => setDrafts(drafts.filter(({ key }) => key !== draft.key))}
          />
        ))}
        <Group>
          <Button
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden />}
            disabled={drafts.length >= MOST}
            onClick={() => setDrafts([...drafts, emptyDraft([...LOCALES])])}
          >
            {t('resources.add')}
          </Button>
        </Group>
        {save.error ? <ErrorState error={save.error} title={t('resources.not_saved')} /> : null}
        <SaveBar
          changed={changed}
          saving={save.isPending}
          problems={problems}
          onDiscard={() => setDrafts(inForce.map(toDraft))}
        />
      </Stack>
      <UnsavedGuard active={changed} />
    </form>
  );
}
