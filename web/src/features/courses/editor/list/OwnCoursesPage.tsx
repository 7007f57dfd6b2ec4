import { Button, Group, SegmentedControl, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import { IconBooks, IconPlus, IconSearch, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Page } from '@/components/Page';
import { Pages } from '@/components/Pages';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { COURSES_PER_PAGE, useOwnCourses, type CourseFilter, type OwnCourses } from '../api/courses';
import { ImportDialog } from '../importing/ImportDialog';
import { CourseRow } from './CourseRow';
import { CreateCourseDialog } from './CreateCourseDialog';
import classes from './List.module.css';

const MANY = 8;
const TYPING_PAUSE_MS = 250;

const countAll = ({ current_count: current, archived_count: archived }: OwnCourses) => current + archived;

/** The courses that one writes: what state they are in, and how to begin another one; at once with `?new` in the address. */
export function OwnCoursesPage() {
  const { t } = useTranslation('courses');
  const [address, setAddress] = useSearchParams();
  const creating = address.has('new');
  const setCreating = (open: boolean) => setAddress(open ? { new: '' } : {}, { replace: true });
  const [importing, importDialog] = useDisclosure(false);
  const [filter, setFilter] = useState<CourseFilter>({ search: '', archived: false, page: 1 });
  const [typed, setTyped] = useState('');
  const search = useDebouncedCallback(
    (text: string) => setFilter((before) => ({ ...before, search: text.trim(), page: 1 })),
    TYPING_PAUSE_MS,
  );
  const courses = useOwnCourses(filter);
  const beginnings = (
    <Group gap="xs">
      <Button variant="default" leftSection={<IconUpload size={18} aria-hidden />} onClick={importDialog.open}>
        {t('editor.import.open')}
      </Button>
      <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setCreating(true)}>
        {t('editor.create.open')}
      </Button>
    </Group>
  );
  return (
    <Page
      title={t('navigation')}
      lead={t('editor.list.lead')}
      width="wide"
      actions={courses.data && countAll(courses.data) > 0 ? beginnings : undefined}
    >
      <QueryState
        query={courses}
        errorTitle={t('error')}
        skeleton={
          <Stack>
            <Skeleton height={96} radius="lg" />
            <Skeleton height={96} radius="lg" />
          </Stack>
        }
      >
        {(list) =>
          countAll(list) === 0 ? (
            <EmptyState icon={IconBooks} title={t('editor.list.empty_title')} action={beginnings}>
              {t('editor.list.empty_lead')}
            </EmptyState>
          ) : (
            <Stack gap="lg">
              <Group gap="md">
                {list.archived_count > 0 ? (
                  <SegmentedControl
                    aria-label={t('editor.list.which')}
                    data={(['current', 'archived'] as const).map((value) => ({
                      value,
                      label: t(`editor.list.${value}`),
                    }))}
                    value={filter.archived ? 'archived' : 'current'}
                    onChange={(next) => setFilter({ ...filter, archived: next === 'archived', page: 1 })}
                  />
                ) : null}
                {countAll(list) > MANY ? (
                  <TextInput
                    type="search"
                    aria-label={t('editor.list.search')}
                    placeholder={t('editor.list.search')}
                    leftSection={<IconSearch size={17} aria-hidden />}
                    value={typed}
                    onChange={({ currentTarget: { value } }) => {
                      setTyped(value);
                      search(value);
                    }}
                  />
                ) : null}
              </Group>
              <ul className={classes.list}>
                {list.courses.map((course) => (
                  <CourseRow key={course.id} course={course} />
                ))}
              </ul>
              {list.total === 0 ? (
                <Text c="dimmed" role="status">
                  {t('editor.list.none')}
                </Text>
              ) : (
                <Pages
                  page={filter.page}
                  pages={Math.ceil(list.total / COURSES_PER_PAGE)}
                  total={t('editor.list.count', { count: list.total })}
                  onChange={(page) => setFilter({ ...filter, page })}
                />
              )}
            </Stack>
          )
        }
      </QueryState>
      <CreateCourseDialog opened={creating} onClose={() => setCreating(false)} />
      <ImportDialog opened={importing} onClose={importDialog.close} />
    </Page>
  );
}
