import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { ApiError } from '@/platform/api/errors';
import { useSaveTerm, type Term, type TermIn } from './api';
import { problemOf } from './draft';

const EMPTY: TermIn = { name: '', starts_on: '', ends_on: '' };

/** Add a term, or change one. What is missing is said when it is to be saved. */
export function TermForm({ term, onClose }: { term: Term | null; onClose: () => void }) {
  const { t } = useTranslation('administration');
  const [draft, setDraft] = useState<TermIn>(term ?? EMPTY);
  const [asked, setAsked] = useState(false);
  const save = useSaveTerm();
  const found = problemOf(draft);
  const problem = asked ? found : null;
  const overlap = save.error instanceof ApiError && save.error.code === 'terms_overlap' ? save.error.data.name : null;
  const set = (change: Partial<TermIn>) => {
    save.reset();
    setDraft({ ...draft, ...change });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (found) return;
    const { name, starts_on, ends_on } = draft;
    save.mutate({ id: term?.id, name: name.trim(), starts_on, ends_on }, { onSuccess: onClose });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(term ? 'terms.edit_title' : 'terms.add')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          {save.error && overlap === null ? <ErrorState error={save.error} title={t('terms.not_saved')} /> : null}
          <TextInput
            label={t('terms.name')}
            required
            maxLength={60}
            autoComplete="off"
            data-autofocus
            value={draft.name}
            error={problem === 'name' ? t('terms.problem.name') : undefined}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('terms.starts_on')}
            required
            value={draft.starts_on}
            onChange={(event) => set({ starts_on: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('terms.ends_on')}
            description={t('terms.ends_on_hint')}
            required
            value={draft.ends_on}
            error={
              overlap !== null
                ? t('terms.problem.overlap', { name: overlap })
                : problem && problem !== 'name'
                  ? t(`terms.problem.${problem}`)
                  : undefined
            }
            onChange={(event) => set({ ends_on: event.currentTarget.value })}
          />
          <Group justify="flex-end" mt="sm">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('terms.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
