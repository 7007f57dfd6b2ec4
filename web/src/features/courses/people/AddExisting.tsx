import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { useCandidates, usePeopleActions, type MemberRole } from './api';

const TYPING_PAUSE_MS = 250;

/** Find accounts by name or address, and add them one by one. */
export function AddExisting({ courseId, role }: { courseId: string; role: MemberRole }) {
  const { t } = useTranslation('courses');
  const [query, setQuery] = useState('');
  const [typed] = useDebouncedValue(query.trim(), TYPING_PAUSE_MS);
  const candidates = useCandidates(courseId, typed, role);
  const { add } = usePeopleActions(courseId);
  const [added, setAdded] = useState('');
  return (
    <Stack>
      <TextInput
        type="search"
        label={t('people.add.search')}
        data-autofocus
        value={query}
        leftSection={<IconSearch aria-hidden size={18} />}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <Text size="sm" role="status">
        {added ? t('people.add.added', { name: added }) : ''}
      </Text>
      {add.error ? <ErrorState error={add.error} /> : null}
      {candidates.error ? <ErrorState error={candidates.error} /> : null}
      {typed.length >= 2 && candidates.data?.length === 0 ? <Text c="dimmed">{t('people.add.none')}</Text> : null}
      {typed.length >= 2
        ? candidates.data?.map((person) => (
            <Group key={person.user_id} justify="space-between" wrap="nowrap">
              <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
                <Text fw={600}>{person.name}</Text>
                <Text size="sm" c="dimmed">
                  {person.email}
                </Text>
              </div>
              <Button
                size="sm"
                variant="light"
                aria-label={t('people.add.add_name', { name: person.name })}
                loading={add.isPending && add.variables.user_ids[0] === person.user_id}
                onClick={() =>
                  add.mutate({ user_ids: [person.user_id], role }, { onSuccess: () => setAdded(person.name) })
                }
              >
                {t('people.add.add')}
              </Button>
            </Group>
          ))
        : null}
    </Stack>
  );
}
