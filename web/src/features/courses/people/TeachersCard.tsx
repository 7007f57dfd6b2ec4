import { Badge, Button, Card, Group, NativeSelect, Text, Title } from '@mantine/core';
import { IconUserMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { usePeopleActions, type Member, type MemberRole } from './api';
import { useRemoval } from './useRemoval';
import classes from './People.module.css';

/** Who teaches a course: its tutors and assistants. */
export function TeachersCard({ courseId, teachers }: { courseId: string; teachers: Member[] }) {
  const { t } = useTranslation('courses');
  return (
    <Card component="section" aria-labelledby="teachers">
      <Title order={2} id="teachers">
        {t('people.teachers')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('people.teachers_lead')}
      </Text>
      {teachers.length === 0 ? (
        <Text>{t('people.no_teachers')}</Text>
      ) : (
        <ul className={classes.teachers} aria-labelledby="teachers">
          {teachers.map((teacher) => (
            <TeacherRow key={teacher.user_id} courseId={courseId} teacher={teacher} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function TeacherRow({ courseId, teacher }: { courseId: string; teacher: Member }) {
  const { t } = useTranslation('courses');
  const { change } = usePeopleActions(courseId);
  const { remove, error } = useRemoval(courseId);
  const { name, email, pending } = teacher;
  const problem = change.error ?? error;
  return (
    <li className={classes.teacher}>
      <div className={classes.who}>
        <Group gap="xs">
          <Text fw={600}>{name}</Text>
          {pending ? (
            <Badge variant="light" color="apricot">
              {t('people.pending')}
            </Badge>
          ) : null}
        </Group>
        <Text size="sm" c="dimmed">
          {email}
        </Text>
        {problem ? <ErrorState error={problem} /> : null}
      </div>
      <Group gap="xs" wrap="nowrap">
        <NativeSelect
          aria-label={t('people.role_of', { name })}
          value={teacher.role}
          onChange={(event) =>
            change.mutate({ userId: teacher.user_id, role: event.currentTarget.value as MemberRole })
          }
          data={(['tutor', 'assistant'] as const).map((value) => ({ value, label: t(`people.roles.${value}`) }))}
        />
        <Button
          size="sm"
          variant="default"
          leftSection={<IconUserMinus aria-hidden size={16} />}
          aria-label={t('people.remove_name', { name })}
          onClick={() => remove(teacher)}
        >
          {t('people.remove_short')}
        </Button>
      </Group>
    </li>
  );
}
