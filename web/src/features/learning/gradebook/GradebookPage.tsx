import { Anchor, Button, Group, Skeleton, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload, IconTable, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { ErrorState } from '@/components/state/ErrorState';
import { QueryState } from '@/components/state/QueryState';
import { showUndo } from '@/components/undo/undoStore';
import type { Gradebook, GradebookStudent, GradeItem } from '../work/gradingTypes';
import { GradebookGrid } from './GradebookGrid';
import { GradeDrawer } from './GradeDrawer';
import { filterStudents, type Show } from './grid';
import { ImportDialog } from './ImportDialog';
import { ItemDrawer } from './ItemDrawer';
import { Legend } from './Legend';
import { StudentsToolbar } from './StudentsToolbar';
import { useChangeGrade, useGradebook } from './useGradebook';
import classes from './Gradebook.module.css';

/** Everybody's grades in a course. */
export function GradebookPage() {
  const { t } = useTranslation('learning');
  const { courseId = '' } = useParams();
  const book = useGradebook(courseId);
  const [importing, { open, close }] = useDisclosure(false);
  return (
    <Page
      title={t('gradebook.title')}
      width="wide"
      trail={
        <Anchor component={Link} to={`/teach/courses/${courseId}`} c="dimmed">
          {book.data?.course_title ?? t('gradebook.course')}
        </Anchor>
      }
      actions={
        <Group gap="xs">
          <Button
            component="a"
            href={`/api/v1/courses/${courseId}/gradebook.csv`}
            download
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {t('gradebook.download')}
          </Button>
          <Button variant="default" leftSection={<IconUpload size={18} aria-hidden />} onClick={open}>
            {t('gradebook.import.open')}
          </Button>
        </Group>
      }
    >
      <QueryState
        query={book}
        errorTitle={t('gradebook.error')}
        wayOn={{ to: '/teach', label: t('gradebook.to_courses') }}
        skeleton={<Skeleton height={460} radius="lg" />}
      >
        {(data) => <BookView book={data} />}
      </QueryState>
      <ImportDialog courseId={courseId} opened={importing} onClose={close} />
    </Page>
  );
}

function BookView({ book }: { book: Gradebook }) {
  const { t } = useTranslation('learning');
  const { course_id: courseId, items, groups } = book;
  const [words, setWords] = useState('');
  const [group, setGroup] = useState('');
  const [show, setShow] = useState<Show>('all');
  const [open, setOpen] = useState<{ studentId: string; itemId: string } | null>(null);
  const [itemId, setItemId] = useState<string | null>(null);
  const change = useChangeGrade(courseId);
  const students = filterStudents(book.students, words, show, group);

  const override = (student: GradebookStudent, item: GradeItem, points: number | null) => {
    const before = student.grades[item.id];
    change.mutate({ itemId: item.id, userId: student.id, change: { override: points } });
    showUndo({
      message: t('gradebook.changed', { name: student.name, item: item.title }),
      undo: () =>
        change.mutate({
          itemId: item.id,
          userId: student.id,
          change: { override: before?.overridden ? before.points : null },
        }),
    });
  };

  if (items.length === 0)
    return (
      <EmptyState icon={IconTable} title={t('gradebook.empty.items')}>
        {t('gradebook.empty.items_lead')}
      </EmptyState>
    );
  const student = book.students.find(({ id }) => id === open?.studentId);
  const item = items.find(({ id }) => id === open?.itemId);
  return (
    <>
      <StudentsToolbar
        words={words}
        onWords={setWords}
        groups={groups}
        group={group}
        onGroup={setGroup}
        choiceLabel={t('gradebook.show')}
        choices={(['all', 'waiting', 'missing'] as const).map((value) => ({
          value,
          label: t(`gradebook.shows.${value}`),
        }))}
        choice={show}
        onChoice={setShow}
        count={students.length}
      />
      {change.error ? <ErrorState error={change.error} title={t('gradebook.not_saved')} /> : null}
      {students.length === 0 ? (
        <EmptyState
          icon={IconTable}
          title={t(book.students.length === 0 ? 'gradebook.empty.students' : 'gradebook.empty.found')}
        />
      ) : (
        <GradebookGrid
          courseId={courseId}
          students={students}
          items={items}
          onOverride={override}
          onOpen={(chosen, of) => setOpen({ studentId: chosen.id, itemId: of.id })}
          onOpenItem={({ id }) => setItemId(id)}
        />
      )}
      <Legend />
      <Text size="sm" c="dimmed" mt="xs" className={classes.keys}>
        {t('gradebook.keys')}
      </Text>
      <GradeDrawer
        courseId={courseId}
        student={student ?? null}
        item={item ?? null}
        onChange={(next) => {
          if (student && item) change.mutate({ itemId: item.id, userId: student.id, change: next });
        }}
        onClose={() => setOpen(null)}
      />
      <ItemDrawer
        courseId={courseId}
        item={items.find(({ id }) => id === itemId) ?? null}
        items={items}
        groups={groups}
        onClose={() => setItemId(null)}
      />
    </>
  );
}
