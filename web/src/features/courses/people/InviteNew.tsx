import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { InvitationLinks } from '@/components/people-list/InvitationLinks';
import { ErrorState } from '@/components/state/ErrorState';
import { useErrorMessage } from '@/components/state/errorMessage';
import type { Locale } from '@/platform/i18n/i18n';
import { usePeopleActions, type CourseGroup, type MemberRole } from './api';

const EMPTY = { name: '', email: '', group: '' };

interface InviteNewProps {
  courseId: string;
  role: MemberRole;
  groups: CourseGroup[];
}

/** Somebody new: name and address; the answer is the link by which they choose a password. */
export function InviteNew({ courseId, role, groups }: InviteNewProps) {
  const { t, i18n } = useTranslation('courses');
  const { describeField } = useErrorMessage();
  const { invite } = usePeopleActions(courseId);
  const [person, setPerson] = useState(EMPTY);
  const set = (part: Partial<typeof person>) => setPerson({ ...person, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { name, email, group } = person;
    const group_ids = role === 'student' && group ? [group] : [];
    invite.mutate({ name, email, role, group_ids, locale: i18n.language as Locale });
  };
  if (invite.data) {
    const { name, email, invitation_url: url } = invite.data;
    return (
      <Stack>
        <Text role="status">{t(url ? 'people.add.invited' : 'people.add.had_account', { name })}</Text>
        {url ? <InvitationLinks links={[{ name, email, url }]} /> : null}
        <Group justify="flex-end">
          <Button
            variant="default"
            onClick={() => {
              setPerson(EMPTY);
              invite.reset();
            }}
          >
            {t('people.add.another')}
          </Button>
        </Group>
      </Stack>
    );
  }
  const [atName, atEmail] = [describeField(invite.error, 'name'), describeField(invite.error, 'email')];
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {invite.error && !atName && !atEmail ? <ErrorState error={invite.error} /> : null}
        <TextInput
          label={t('people.add.name')}
          required
          maxLength={120}
          autoComplete="off"
          value={person.name}
          error={atName}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          type="email"
          label={t('people.add.email')}
          required
          maxLength={254}
          autoComplete="off"
          value={person.email}
          error={atEmail}
          onChange={(event) => set({ email: event.currentTarget.value })}
        />
        {role === 'student' && groups.length > 0 ? (
          <NativeSelect
            label={t('people.group')}
            size="md"
            value={person.group}
            onChange={(event) => set({ group: event.currentTarget.value })}
            data={[
              { value: '', label: t('people.no_group') },
              ...groups.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        ) : null}
        <Group justify="flex-end">
          <Button type="submit" loading={invite.isPending}>
            {t('people.add.invite')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
