import { Button, Card, Group, NativeSelect, NumberInput, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { QueryState } from '@/components/state/QueryState';
import { useCodeActions, useCodes, type CourseGroup } from './api';
import { CodeRow } from './CodeRow';

const DAYS = [1, 7, 30, 0] as const; // 0: without an end

/** The codes by which students come in by themselves. */
export function CodesCard({ courseId, groups }: { courseId: string; groups: CourseGroup[] }) {
  const { t } = useTranslation('courses');
  const codes = useCodes(courseId);
  return (
    <Card component="section" aria-labelledby="codes">
      <Title order={2} id="codes">
        {t('people.codes.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('people.codes.lead')}
      </Text>
      <QueryState query={codes} errorTitle={t('people.codes.not_loaded')} skeleton={<Skeleton height={90} />}>
        {(list) => (
          <Stack>
            {list
              .filter(({ revoked }) => !revoked)
              .map((code) => (
                <CodeRow key={code.id} courseId={courseId} code={code} groups={groups} />
              ))}
            <NewCode courseId={courseId} groups={groups} first={list.every(({ revoked }) => revoked)} />
          </Stack>
        )}
      </QueryState>
    </Card>
  );
}

function NewCode({ courseId, groups, first }: { courseId: string; groups: CourseGroup[]; first: boolean }) {
  const { t } = useTranslation('courses');
  const { create } = useCodeActions(courseId);
  const [days, setDays] = useState<number>(30);
  const [uses, setUses] = useState<number | string>('');
  const [group, setGroup] = useState('');
  const submit = () =>
    create.mutate({
      expires_at: days ? new Date(Date.now() + days * 86_400_000).toISOString() : null,
      max_uses: typeof uses === 'number' ? uses : null,
      group_id: group || null,
    });
  return (
    <>
      {create.error ? <ErrorState error={create.error} /> : null}
      <Group align="flex-end">
        <NativeSelect
          label={t('people.codes.works_for')}
          size="md"
          value={days}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
          data={DAYS.map((value) => ({
            value: String(value),
            label: value ? t('people.codes.days', { count: value }) : t('people.codes.no_end'),
          }))}
        />
        <NumberInput
          label={t('people.codes.at_most')}
          placeholder={t('people.codes.any_number')}
          size="md"
          min={1}
          max={10_000}
          allowDecimal={false}
          w="10rem"
          value={uses}
          onChange={setUses}
        />
        {groups.length > 0 ? (
          <NativeSelect
            label={t('people.codes.into_group')}
            size="md"
            value={group}
            onChange={(event) => setGroup(event.currentTarget.value)}
            data={[
              { value: '', label: t('people.no_group') },
              ...groups.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        ) : null}
        <Button
          variant={first ? 'filled' : 'default'}
          leftSection={<IconPlus aria-hidden size={18} />}
          loading={create.isPending}
          onClick={submit}
        >
          {t('people.codes.create')}
        </Button>
      </Group>
    </>
  );
}
