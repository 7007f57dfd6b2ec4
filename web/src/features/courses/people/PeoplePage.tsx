import { Anchor, Button, Group, Skeleton, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileImport, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Page } from '@/components/Page';
import { ImportDialog } from '@/components/people-list/ImportDialog';
import { QueryState } from '@/components/state/QueryState';
import { AddPeopleDialog } from './AddPeopleDialog';
import { usePeople, usePeopleActions, type People, type PeopleFilter } from './api';
import { CodesCard } from './CodesCard';
import { GroupsCard } from './GroupsCard';
import { StudentsCard } from './StudentsCard';
import { TeachersCard } from './TeachersCard';
import classes from './People.module.css';

/** Who learns and who teaches in a course, their groups, and the ways in. */
export function PeoplePage() {
  const { t } = useTranslation('courses');
  const { courseId = '' } = useParams();
  const [filter, setFilter] = useState<PeopleFilter>({ query: '', group: '', page: 1 });
  const people = usePeople(courseId, filter);
  return (
    <Page
      title={t('people.title')}
      lead={t('people.lead')}
      width="wide"
      trail={
        <Anchor component={Link} to={`/teach/courses/${courseId}`} c="dimmed">
          {people.data?.course_title ?? t('people.course')}
        </Anchor>
      }
      actions={people.data ? <Actions courseId={courseId} people={people.data} /> : undefined}
    >
      <QueryState
        query={people}
        errorTitle={t('people.not_loaded')}
        wayOn={{ to: '/', label: t('people.home') }}
        skeleton={<Skeleton height={420} radius="lg" />}
      >
        {(data) => (
          <div className={classes.columns}>
            <Stack gap="xl">
              <CodesCard courseId={courseId} groups={data.groups} />
              <StudentsCard courseId={courseId} people={data} filter={filter} onFilter={setFilter} />
            </Stack>
            <Stack gap="xl">
              <GroupsCard courseId={courseId} groups={data.groups} />
              <TeachersCard courseId={courseId} teachers={data.teachers} />
            </Stack>
          </div>
        )}
      </QueryState>
    </Page>
  );
}

function Actions({ courseId, people }: { courseId: string; people: People }) {
  const { t } = useTranslation('courses');
  const [adding, add] = useDisclosure(false);
  const [importing, list] = useDisclosure(false);
  const { importList } = usePeopleActions(courseId);
  return (
    <Group>
      <Button variant="default" leftSection={<IconFileImport aria-hidden size={18} />} onClick={list.open}>
        {t('people.import.open')}
      </Button>
      <Button leftSection={<IconUserPlus aria-hidden size={18} />} onClick={add.open}>
        {t('people.add.open')}
      </Button>
      <AddPeopleDialog courseId={courseId} groups={people.groups} opened={adding} onClose={add.close} />
      <ImportDialog
        opened={importing}
        title={t('people.import.title')}
        columns={t('people.import.columns')}
        onClose={list.close}
        send={importList}
      />
    </Group>
  );
}
