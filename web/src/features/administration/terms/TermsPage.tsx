import { Button, Group, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmButton } from '@/components/ConfirmButton';
import { Page } from '@/components/Page';
import { StackedTable } from '@/components/StackedTable';
import { ErrorState } from '@/components/state/ErrorState';
import { QueryState } from '@/components/state/QueryState';
import { useLocale } from '@/platform/i18n/locale';
import { useRemoveTerm, useTerms, type Term } from './api';
import { TermForm } from './TermForm';

/** The institution's terms: figures over time go by them, and what is known about studying is kept by them. */
export function TermsPage() {
  const { t } = useTranslation('administration');
  const terms = useTerms();
  const [open, setOpen] = useState<Term | 'new' | null>(null);
  return (
    <Page title={t('terms.title')} lead={t('terms.lead')}>
      <QueryState query={terms} errorTitle={t('terms.not_loaded')}>
        {({ terms: known, weeks_without: weeks }) => (
          <>
            {known.length === 0 ? (
              <Text c="dimmed">{t('terms.none', { count: weeks })}</Text>
            ) : (
              <TermTable terms={known} onEdit={setOpen} />
            )}
          </>
        )}
      </QueryState>
      <Group mt="lg">
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setOpen('new')}>
          {t('terms.add')}
        </Button>
      </Group>
      {open ? <TermForm term={open === 'new' ? null : open} onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}

function TermTable({ terms, onEdit }: { terms: Term[]; onEdit: (term: Term) => void }) {
  const { t } = useTranslation('administration');
  const remove = useRemoveTerm();
  const written = new Intl.DateTimeFormat(useLocale(), { dateStyle: 'medium', timeZone: 'UTC' });
  const day = (iso: string) => written.format(new Date(iso));
  return (
    <>
      {remove.error ? <ErrorState error={remove.error} title={t('terms.not_removed')} /> : null}
      <StackedTable
        label={t('terms.title')}
        columns={[t('terms.name'), t('terms.starts_on'), t('terms.ends_on'), t('terms.actions')]}
        rows={terms.map((term) => ({
          key: term.id,
          cells: [
            term.name,
            day(term.starts_on),
            day(term.ends_on),
            <Group key="actions" gap="xs">
              <Button
                size="sm"
                variant="default"
                aria-label={t('terms.edit_named', { name: term.name })}
                onClick={() => onEdit(term)}
              >
                {t('terms.edit')}
              </Button>
              <ConfirmButton
                size="sm"
                aria-label={t('terms.remove_named', { name: term.name })}
                title={t('terms.remove_title', { name: term.name })}
                question={t('terms.remove_question')}
                confirmLabel={t('terms.remove')}
                onConfirm={() => remove.mutate(term.id)}
              >
                {t('terms.remove')}
              </ConfirmButton>
            </Group>,
          ],
        }))}
        tracks="minmax(9rem, 2fr) minmax(8rem, 1fr) minmax(8rem, 1fr) minmax(14rem, 1.5fr)"
      />
    </>
  );
}
