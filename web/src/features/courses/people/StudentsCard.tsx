import { ActionIcon, Badge, Card, Group, Menu, NativeSelect, Table, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconDots, IconMail, IconSearch, IconUserMinus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Pages } from '@/components/Pages';
import { ErrorState } from '@/components/state/ErrorState';
import { useDates } from '@/platform/i18n/dates';
import { usePeopleActions, type CourseGroup, type Member, type People, type PeopleFilter } from './api';
import { LinkDialog } from './LinkDialog';
import { useRemoval } from './useRemoval';

const TYPING_PAUSE_MS = 250;

interface StudentsCardProps {
  courseId: string;
  people: People;
  filter: PeopleFilter;
  onFilter: (filter: PeopleFilter) => void;
}

/** The students of a course: search, by group, and what can be done about each. */
export function StudentsCard({ courseId, people, filter, onFilter }: StudentsCardProps) {
  const { t } = useTranslation('courses');
  const [query, setQuery] = useState(filter.query);
  const search = useDebouncedCallback(
    (text: string) => onFilter({ ...filter, query: text.trim(), page: 1 }),
    TYPING_PAUSE_MS,
  );
  const filtered = filter.query !== '' || filter.group !== '';
  return (
    <Card component="section" aria-labelledby="students">
      <Title order={2} id="students" mb="sm">
        {t('people.students')}
      </Title>
      {people.total > 0 || filtered ? (
        <Group component="search" align="flex-end" mb="md">
          <TextInput
            type="search"
            label={t('people.search')}
            value={query}
            flex="1 1 14rem"
            leftSection={<IconSearch aria-hidden size={18} />}
            onChange={(event) => {
              setQuery(event.currentTarget.value);
              search(event.currentTarget.value);
            }}
          />
          {people.groups.length > 0 ? (
            <NativeSelect
              label={t('people.group')}
              size="md"
              value={filter.group}
              onChange={(event) => onFilter({ ...filter, group: event.currentTarget.value, page: 1 })}
              data={[
                { value: '', label: t('people.all_groups') },
                ...people.groups.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          ) : null}
        </Group>
      ) : null}
      {people.students.length === 0 ? (
        <Text c="dimmed">{t(filtered ? 'people.none_found' : 'people.no_students')}</Text>
      ) : (
        <>
          <Table aria-label={t('people.students')} verticalSpacing="sm">
            <Table.Tbody>
              {people.students.map((student) => (
                <StudentRow key={student.user_id} courseId={courseId} student={student} groups={people.groups} />
              ))}
            </Table.Tbody>
          </Table>
          <Pages
            page={people.page}
            pages={people.pages}
            total={t('people.total', { count: people.total })}
            onChange={(page) => onFilter({ ...filter, page })}
          />
        </>
      )}
    </Card>
  );
}

function StudentRow({ courseId, student, groups }: { courseId: string; student: Member; groups: CourseGroup[] }) {
  const { t } = useTranslation('courses');
  const { relative } = useDates();
  const { change, renewInvitation } = usePeopleActions(courseId);
  const { remove, error } = useRemoval(courseId);
  const { name, email, pending, active, link_renewable: renewable, group_ids: own } = student;
  const toggle = (id: string) =>
    change.mutate({
      userId: student.user_id,
      group_ids: own.includes(id) ? own.filter((each) => each !== id) : [...own, id],
    });
  const problem = error ?? change.error ?? renewInvitation.error;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400} style={{ overflowWrap: 'anywhere' }}>
        <Group gap="xs">
          <Text fw={600}>{name}</Text>
          {pending ? (
            <Badge variant="light" color="apricot">
              {t('people.pending')}
            </Badge>
          ) : null}
          {active ? null : (
            <Badge variant="outline" color="gray">
              {t('people.inactive')}
            </Badge>
          )}
          {groups
            .filter(({ id }) => own.includes(id))
            .map((group) => (
              <Badge key={group.id} variant="light">
                {group.name}
              </Badge>
            ))}
        </Group>
        <Text size="sm" c="dimmed">
          {email}
          {student.enrolled_at ? ` · ${t('people.since', { when: relative(student.enrolled_at) })}` : ''}
        </Text>
        {problem ? <ErrorState error={problem} /> : null}
      </Table.Th>
      <Table.Td ta="end" w={56}>
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="subtle" size="lg" color="gray" aria-label={t('people.actions_for', { name })}>
              <IconDots aria-hidden size={20} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {groups.length > 0 ? (
              <>
                <Menu.Label>{t('people.groups.title')}</Menu.Label>
                {groups.map((group) => (
                  <Menu.CheckboxItem key={group.id} checked={own.includes(group.id)} onChange={() => toggle(group.id)}>
                    {group.name}
                  </Menu.CheckboxItem>
                ))}
                <Menu.Divider />
              </>
            ) : null}
            {renewable ? (
              <Menu.Item
                leftSection={<IconMail aria-hidden size={17} />}
                onClick={() => renewInvitation.mutate(student.user_id)}
              >
                {t('people.new_link')}
              </Menu.Item>
            ) : null}
            <Menu.Item leftSection={<IconUserMinus aria-hidden size={17} />} onClick={() => remove(student)}>
              {t('people.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <LinkDialog invited={renewInvitation.data} onClose={renewInvitation.reset} />
      </Table.Td>
    </Table.Tr>
  );
}
