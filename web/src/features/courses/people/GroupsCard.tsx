import { Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { showUndo } from '@/components/undo/undoStore';
import { useGroupActions, type CourseGroup } from './api';

/** The groups of a course: make, rename, delete. */
export function GroupsCard({ courseId, groups }: { courseId: string; groups: CourseGroup[] }) {
  const { t } = useTranslation('courses');
  const { create } = useGroupActions(courseId);
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) create.mutate({ name, user_ids: [] }, { onSuccess: () => setName('') });
  };
  return (
    <Card component="section" aria-labelledby="groups">
      <Title order={2} id="groups">
        {t('people.groups.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('people.groups.lead')}
      </Text>
      <Stack gap="sm">
        {groups.map((group) => (
          <GroupRow key={group.id} courseId={courseId} group={group} />
        ))}
        {create.error ? <ErrorState error={create.error} /> : null}
        <form onSubmit={submit}>
          <Group align="flex-end">
            <TextInput
              label={t('people.groups.new')}
              maxLength={80}
              value={name}
              flex="1 1 12rem"
              maw="24rem"
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={create.isPending}>
              {t('people.groups.create')}
            </Button>
          </Group>
        </form>
      </Stack>
    </Card>
  );
}

function GroupRow({ courseId, group }: { courseId: string; group: CourseGroup }) {
  const { t } = useTranslation('courses');
  const { create, rename, remove } = useGroupActions(courseId);
  const [name, setName] = useState(group.name);
  const error = rename.error ?? remove.error ?? create.error;
  const save = () => {
    if (name.trim() && name !== group.name) rename.mutate({ id: group.id, name });
    else setName(group.name);
  };
  return (
    <div>
      <Group gap="sm">
        <TextInput
          aria-label={t('people.groups.name_of', { name: group.name })}
          maxLength={80}
          value={name}
          flex="1 1 10rem"
          maw="24rem"
          onChange={(event) => setName(event.currentTarget.value)}
          onBlur={save}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
        />
        <Text size="sm" c="dimmed">
          {t('people.groups.count', { count: group.count })}
        </Text>
        <Button
          size="sm"
          variant="default"
          aria-label={t('people.groups.delete_name', { name: group.name })}
          leftSection={<IconTrash aria-hidden size={16} />}
          onClick={() =>
            remove.mutate(group.id, {
              onSuccess: (removed) =>
                showUndo({
                  message: t('people.groups.deleted', { name: removed.name }),
                  undo: () => create.mutate(removed),
                }),
            })
          }
        >
          {t('people.groups.delete')}
        </Button>
      </Group>
      {error ? <ErrorState error={error} /> : null}
    </div>
  );
}
