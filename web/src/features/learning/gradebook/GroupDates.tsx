import { Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { QueryState } from '@/components/state/QueryState';
import { InstantInput } from './InstantInput';
import { useGroupDates, useSetGroupDate } from './useGradebook';

interface GroupDatesProps {
  courseId: string;
  itemId: string;
  groups: readonly { id: string; name: string }[];
}

/** Until when an item is due for each of the groups that has a date of its own. */
export function GroupDates({ courseId, itemId, groups }: GroupDatesProps) {
  const { t } = useTranslation('learning');
  const dates = useGroupDates(courseId, itemId);
  return (
    <section aria-labelledby="group-dates">
      <Title order={3} size="h4" id="group-dates">
        {t('gradebook.group_dates')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('gradebook.group_dates_lead')}
      </Text>
      <QueryState query={dates} errorTitle={t('gradebook.error')} skeleton={<Skeleton height={60} />}>
        {(list) => (
          <Stack gap="md">
            {groups.map(({ id, name }) => {
              const dueAt = list.find(({ group_id: of }) => of === id)?.due_at ?? null;
              return <GroupDate key={id} {...{ courseId, itemId, groupId: id, name, dueAt }} />;
            })}
          </Stack>
        )}
      </QueryState>
    </section>
  );
}

interface GroupDateProps {
  courseId: string;
  itemId: string;
  groupId: string;
  name: string;
  dueAt: string | null;
}

function GroupDate({ courseId, itemId, groupId, name, dueAt }: GroupDateProps) {
  const { t } = useTranslation('learning');
  const [at, setAt] = useState(dueAt);
  const change = useSetGroupDate(courseId, itemId);
  return (
    <div>
      <InstantInput label={name} value={at} onChange={setAt} />
      <div role="status">
        {change.data && change.data.reopened_count > 0 ? (
          <Text size="sm" mt="xs">
            {t('gradebook.reopened_group', { count: change.data.reopened_count })}
          </Text>
        ) : null}
      </div>
      {change.error ? <ErrorState error={change.error} title={t('gradebook.not_saved')} /> : null}
      <Button
        mt="xs"
        size="compact-md"
        variant="default"
        aria-label={t('gradebook.group_date_save', { name })}
        disabled={at === dueAt}
        loading={change.isPending}
        onClick={() => change.mutate({ groupId, dueAt: at })}
      >
        {t('gradebook.extension_save')}
      </Button>
    </div>
  );
}
