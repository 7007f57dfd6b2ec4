import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Scope } from './api';
import { useTrendFormats } from './formats';

interface ScopeSelectProps {
  label: string;
  scopes: readonly Scope[];
  value: string | null;
  onChange: (scope: string) => void;
}

/** Choose the institution, a course or a group. */
export function ScopeSelect({ label, scopes, value, onChange }: ScopeSelectProps) {
  const { t } = useTranslation('insight');
  const { scope: nameOf } = useTrendFormats();
  const of = (kind: Scope['kind']) =>
    scopes.filter((each) => each.kind === kind).map((each) => ({ value: each.scope, label: nameOf(each) }));
  const groups = [
    { group: t('trends.kinds.institution'), items: of('institution') },
    { group: t('trends.kinds.course'), items: of('course') },
    { group: t('trends.kinds.group'), items: of('group') },
  ].filter(({ items }) => items.length > 0);
  return (
    <Select
      label={label}
      data={groups}
      value={value}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('trends.no_scope')}
      placeholder={t('trends.choose')}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
      w={{ base: '100%', xs: 320 }}
    />
  );
}
