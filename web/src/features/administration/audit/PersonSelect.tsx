import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from './api';

const TYPING_PAUSE_MS = 250;

const NONE: readonly { value: string; label: string }[] = [];

interface PersonSelectProps {
  label: string;
  /** Shown where nobody is chosen. */
  anybody: string;
  /** An id, or the value of one of `others`; empty for anybody. */
  value: string;
  /** The name of the one chosen, as the server knows it. */
  name: string | null | undefined;
  others?: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}

/** Choose somebody by a part of the name or address. */
export function PersonSelect({ label, anybody, value, name, others = NONE, onChange }: PersonSelectProps) {
  const { t } = useTranslation('administration');
  const [typed, setTyped] = useState('');
  const [opened, setOpened] = useState(false);
  const [chosen, setChosen] = useState<{ value: string; label: string }>();
  const known = others.some((other) => other.value === value) || value === '';
  const current = known ? [] : [{ value, label: nameOf(value, chosen, name) ?? t('audit.filter.unknown_person') }];
  const shown = current[0]?.label ?? others.find((other) => other.value === value)?.label;
  const [asked] = useDebouncedValue(typed === shown ? '' : typed.trim(), TYPING_PAUSE_MS);
  const people = usePeople(asked, opened);
  const found = (people.data?.users ?? []).map((user) => ({ value: user.id, label: `${user.name} · ${user.email}` }));
  // what was typed comes first: "the system" would else be what Enter chooses
  const named = others.filter(({ label: other }) => other.toLocaleLowerCase().includes(asked.toLocaleLowerCase()));
  const chosenOther = others.filter((other) => other.value === value && !named.includes(other));
  const data = [...named, ...chosenOther, ...current, ...found.filter((each) => each.value !== value)];
  return (
    <Select
      label={label}
      placeholder={anybody}
      value={value || null}
      data={data}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('audit.filter.clear_person', { label }) }}
      nothingFoundMessage={people.isFetching ? t('audit.filter.looking') : t('audit.filter.no_account')}
      filter={({ options }) => options}
      onSearchChange={setTyped}
      onDropdownOpen={() => setOpened(true)}
      onChange={(id) => {
        const user = people.data?.users.find((each) => each.id === id);
        setChosen(user && { value: user.id, label: user.name });
        onChange(id ?? '');
      }}
    />
  );
}

function nameOf(value: string, chosen: { value: string; label: string } | undefined, name: string | null | undefined) {
  return chosen?.value === value ? chosen.label : name;
}
