import { Group, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Review } from './api';
import { comparable } from './scope';
import { useReviewWords } from './useReviewWords';

/** Whose figures: a term or run, the course or one group of it; and what they are held against. */
export function Filters({ review }: { review: Review }) {
  const { t } = useTranslation('insight');
  const words = useReviewWords();
  const [search, setSearch] = useSearchParams();
  const set = (name: string, value: string | null) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    if (name !== 'with') next.delete('with');
    setSearch(next, { replace: true, preventScrollReset: true });
  };
  const nameOf = (period: Review['periods'][number]) =>
    `${period.name ?? t('period.run', { number: period.number })} · ${words.days(period)}`;
  const others = comparable(review);
  const choices = [
    ...(others.course ? [{ value: 'course', label: t('group.course') }] : []),
    ...others.groups.map(({ id, name }) => ({ value: `group:${id}`, label: name })),
    ...others.periods.map((period) => ({ value: `period:${period.key}`, label: nameOf(period) })),
  ];
  return (
    <Group gap="md" mb="lg" align="flex-end" data-screen-only>
      {review.periods.length > 0 ? (
        <Select
          label={t('period.label')}
          data={review.periods.map((period) => ({ value: period.key, label: nameOf(period) }))}
          value={review.period}
          allowDeselect={false}
          onChange={(value) => set('period', value)}
          miw="min(21rem, 100%)"
        />
      ) : null}
      {review.groups.length > 0 ? (
        <Select
          label={t('group.label')}
          data={[
            { value: '', label: t('group.course') },
            ...review.groups.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={review.group ?? ''}
          allowDeselect={false}
          onChange={(value) => set('group', value)}
        />
      ) : null}
      {choices.length > 0 ? (
        <Select
          label={t('against.label')}
          placeholder={t('against.nothing')}
          data={choices}
          value={search.get('with')}
          clearable
          onChange={(value) => set('with', value)}
          miw="min(21rem, 100%)"
        />
      ) : null}
    </Group>
  );
}
