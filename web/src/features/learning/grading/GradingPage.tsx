import { Badge, Group, SegmentedControl, Select, Skeleton, Stack, Text } from '@mantine/core';
import { IconChecks, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { useDates } from '@/platform/i18n/dates';
import type { QueueEntry } from '../work/gradingTypes';
import { useQueue, type QueueFilter } from './useGrading';
import classes from './Grading.module.css';

const STATES = ['waiting', 'graded', 'returned'] as const;

/** What students have handed in: what waits, and what has been graded. */
export function GradingPage() {
  const { t } = useTranslation('learning');
  const [search, setSearch] = useSearchParams();
  const asked = search.get('state');
  const filter: QueueFilter = {
    courseId: search.get('course') ?? '',
    itemId: search.get('item') ?? '',
    groupId: search.get('group') ?? '',
    state: STATES.find((state) => state === asked) ?? 'waiting',
  };
  const queue = useQueue(filter);
  const set = (name: string, value: string | null) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        if (name === 'course') for (const part of ['item', 'group']) next.delete(part);
        return next;
      },
      { replace: true },
    );

  return (
    <Page title={t('grading.title')} lead={t('grading.lead')} width="study">
      <Filters filter={filter} entries={queue.data?.entries ?? []} groups={queue.data?.groups ?? []} onChange={set} />
      <QueryState
        query={queue}
        errorTitle={t('grading.error')}
        skeleton={
          <Stack gap="xs">
            <Skeleton height={68} radius="md" />
            <Skeleton height={68} radius="md" />
            <Skeleton height={68} radius="md" />
          </Stack>
        }
      >
        {({ entries, total }) =>
          entries.length === 0 ? (
            <EmptyState icon={IconChecks} title={t(`grading.empty.${filter.state}`)}>
              {filter.state === 'waiting' ? t('grading.empty.lead') : null}
            </EmptyState>
          ) : (
            <>
              <ol className={classes.queue} aria-busy={queue.isPlaceholderData}>
                {entries.map((entry) => (
                  <QueueRow key={entry.id} entry={entry} search={search.toString()} />
                ))}
              </ol>
              {total > entries.length ? (
                <Text size="sm" c="dimmed" mt="md">
                  {t('grading.more', { count: total - entries.length })}
                </Text>
              ) : null}
            </>
          )
        }
      </QueryState>
    </Page>
  );
}

interface FiltersProps {
  filter: QueueFilter;
  entries: readonly QueueEntry[];
  /** Those of the course, where one is chosen. */
  groups: readonly { id: string; name: string }[];
  onChange: (name: string, value: string | null) => void;
}

function Filters({ filter, entries, groups, onChange }: FiltersProps) {
  const { t } = useTranslation('learning');
  const courses = distinct(entries.map(({ course_id: value, course_title: label }) => ({ value, label })));
  const items = distinct(
    entries
      .filter(({ course_id: id }) => filter.courseId === '' || id === filter.courseId)
      .map(({ item_id: value, item_title: label }) => ({ value, label })),
  );
  return (
    <Group mb="lg" gap="sm" align="flex-end">
      <SegmentedControl
        aria-label={t('grading.state')}
        value={filter.state}
        data={STATES.map((value) => ({ value, label: t(`grading.states.${value}`) }))}
        onChange={(value) => onChange('state', value === 'waiting' ? null : value)}
      />
      {courses.length > 1 || filter.courseId ? (
        <Select
          aria-label={t('grading.course')}
          placeholder={t('grading.all_courses')}
          data={courses}
          value={filter.courseId || null}
          clearable
          onChange={(value) => onChange('course', value)}
        />
      ) : null}
      {items.length > 1 || filter.itemId ? (
        <Select
          aria-label={t('grading.item')}
          placeholder={t('grading.all_items')}
          data={items}
          value={filter.itemId || null}
          clearable
          onChange={(value) => onChange('item', value)}
        />
      ) : null}
      {groups.length > 0 ? (
        <Select
          aria-label={t('gradebook.group')}
          placeholder={t('gradebook.all_groups')}
          data={groups.map(({ id: value, name: label }) => ({ value, label }))}
          value={filter.groupId || null}
          clearable
          onChange={(value) => onChange('group', value)}
        />
      ) : null}
    </Group>
  );
}

function distinct(options: readonly { value: string; label: string }[]) {
  return [...new Map(options.map((option) => [option.value, option])).values()];
}

function QueueRow({ entry, search }: { entry: QueueEntry; search: string }) {
  const { t } = useTranslation('learning');
  const { relative, dateTime } = useDates();
  return (
    <li className={classes.row}>
      <div className={classes.who}>
        <Link to={`/grading/${entry.id}${search ? `?${search}` : ''}`} className={classes.link}>
          {entry.student_name}
        </Link>
        <Text size="sm" c="dimmed">
          {[entry.group_names.join(', '), entry.item_title, entry.course_title].filter(Boolean).join(' · ')}
        </Text>
      </div>
      {entry.late ? (
        <Badge variant="light" color="apricot">
          {t('assignment.was_late')}
        </Badge>
      ) : null}
      <Text
        size="sm"
        c="dimmed"
        className={classes.when}
        component="time"
        dateTime={entry.at}
        title={dateTime(entry.at)}
      >
        {relative(entry.at)}
      </Text>
      <IconChevronRight size={18} aria-hidden className={classes.chevron} />
    </li>
  );
}
