import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilterOff, IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ACTIONS } from './actions';
import type { AuditLog } from './api';
import classes from './AuditFilters.module.css';
import { isFiltered, type AuditFilter } from './filter';
import { PersonSelect } from './PersonSelect';

const TYPING_PAUSE_MS = 300;

interface AuditFiltersProps {
  filter: AuditFilter;
  names: Pick<AuditLog, 'who_name' | 'about_name'> | undefined;
  onChange: (change: Partial<AuditFilter>) => void;
  onClear: () => void;
}

/** Which entries to show: by who, whom, what, when, and by words. */
export function AuditFilters({ filter, names, onChange, onClear }: AuditFiltersProps) {
  const { t } = useTranslation('administration');
  const words = useRef<HTMLInputElement>(null);
  const search = useDebouncedCallback((text: string) => onChange({ search: text.trim() }), TYPING_PAUSE_MS);
  const clear = () => {
    search.cancel();
    if (words.current) words.current.value = '';
    onClear();
    words.current?.focus();
  };
  return (
    <search className={classes.filters}>
      <div className={classes.fields}>
        <TextInput
          ref={words}
          className={classes.search}
          type="search"
          label={t('audit.filter.search')}
          placeholder={t('audit.filter.search_hint')}
          defaultValue={filter.search}
          maxLength={100}
          leftSection={<IconSearch aria-hidden size={18} />}
          onChange={(event) => search(event.currentTarget.value)}
        />
        <PersonSelect
          label={t('audit.columns.actor')}
          anybody={t('audit.filter.anybody')}
          value={filter.who}
          name={names?.who_name}
          others={[{ value: 'system', label: t('audit.system') }]}
          onChange={(who) => onChange({ who })}
        />
        <PersonSelect
          label={t('audit.columns.subject')}
          anybody={t('audit.filter.anybody')}
          value={filter.about}
          name={names?.about_name}
          onChange={(about) => onChange({ about })}
        />
        <NativeSelect
          label={t('audit.columns.action')}
          size="md"
          className={classes.action}
          value={filter.action}
          onChange={(event) => onChange({ action: event.currentTarget.value as AuditFilter['action'] })}
          data={[
            { value: '', label: t('audit.filter.anything') },
            ...ACTIONS.map((action) => ({ value: action, label: t(`audit.actions.${action}`) })).toSorted(
              (one, other) => one.label.localeCompare(other.label),
            ),
          ]}
        />
        <TextInput
          type="date"
          label={t('audit.filter.from')}
          value={filter.from}
          onChange={(event) => onChange({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('audit.filter.to')}
          value={filter.to}
          onChange={(event) => onChange({ to: event.currentTarget.value })}
        />
      </div>
      {isFiltered(filter) ? (
        <Button
          variant="subtle"
          size="compact-md"
          mt="sm"
          leftSection={<IconFilterOff aria-hidden size={18} />}
          onClick={clear}
        >
          {t('audit.filter.clear')}
        </Button>
      ) : null}
    </search>
  );
}
