import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { IconReportAnalytics } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { StackedTable } from '@/components/StackedTable';
import { EmptyState } from '@/components/state/EmptyState';
import { ErrorState } from '@/components/state/ErrorState';
import { useDates } from '@/platform/i18n/dates';
import { GradeDrawer } from '../gradebook/GradeDrawer';
import { useChangeGrade } from '../gradebook/useGradebook';
import { Points, StateBadge } from '../results/ResultTable';
import type { GradebookStudent, GradeItem } from '../work/gradingTypes';
import type { RecordLine, StudentRecord } from './record';

/** The graded work of a student: when it came, under which date, what it earned, and where that is changed. */
export function WorkRecords({ record }: { record: StudentRecord }) {
  const { t } = useTranslation('learning');
  const [chosen, setChosen] = useState<string | null>(null);
  const change = useChangeGrade(record.course_id);
  if (record.lines.length === 0) return <EmptyState icon={IconReportAnalytics} title={t('gradebook.empty.items')} />;
  const line = record.lines.find(({ item_id: id }) => id === chosen);
  return (
    <>
      {change.error ? <ErrorState error={change.error} title={t('gradebook.not_saved')} /> : null}
      <StackedTable
        label={t('results.of', { course: record.title })}
        columns={[t('results.work'), t('results.state_of'), t('results.due'), t('results.points')]}
        tracks="minmax(0, 1fr) 9rem 13rem 9rem"
        rows={record.lines.map((each) => ({
          key: each.item_id,
          cells: [
            <Work key="work" line={each} mayGrade={record.may_grade} />,
            <StateBadge key="state" line={each} />,
            <Due key="due" line={each} />,
            <div key="points">
              <Points line={each} />
              {record.may_grade ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  mt={4}
                  aria-label={t('student_record.change_of', { work: each.title })}
                  onClick={() => setChosen(each.item_id)}
                >
                  {t('student_record.change')}
                </Button>
              ) : null}
            </div>,
          ],
        }))}
      />
      <GradeDrawer
        courseId={record.course_id}
        student={line ? studentOf(record, line) : null}
        item={line ? itemOf(line) : null}
        onChange={(changed) =>
          line && change.mutate({ itemId: line.item_id, userId: record.student_id, change: changed })
        }
        onClose={() => setChosen(null)}
      />
    </>
  );
}

function Work({ line, mayGrade }: { line: RecordLine; mayGrade: boolean }) {
  const { t } = useTranslation('learning');
  const { dateTime } = useDates();
  const { title, lesson_title: lesson, work_id: work, handed_in_at: at } = line;
  return (
    <div>
      {work !== null && mayGrade ? (
        <Anchor component={Link} to={`/grading/${work}`} fw={600} c="var(--ink)" dir="auto">
          {title}
        </Anchor>
      ) : (
        <span dir="auto">{title}</span>
      )}
      <Text size="sm" c="dimmed">
        <bdi>{lesson}</bdi>
        {at === null ? null : ` · ${t('student_record.handed_in', { at: dateTime(at) })}`}
      </Text>
    </div>
  );
}

function Due({ line: { due_at: at, own_date: own } }: { line: RecordLine }) {
  const { t } = useTranslation('learning');
  const { due } = useDates();
  if (at === null) return '–';
  return (
    <Group gap={6}>
      <time dateTime={at}>{due(at).when}</time>
      {own ? (
        <Badge variant="light" color="gray">
          {t('student_record.own_date')}
        </Badge>
      ) : null}
    </Group>
  );
}

/** The line as the drawer of the gradebook knows it. */
function itemOf(line: RecordLine): GradeItem {
  return {
    id: line.item_id,
    kind: line.kind,
    title: line.title,
    lesson_id: line.lesson_id,
    points: line.max_points,
    weight: line.weight,
    category: line.category,
    hidden_until: null,
    counts_practice: false,
    due_at: line.own_date ? null : line.due_at,
  };
}

function studentOf(record: StudentRecord, line: RecordLine): GradebookStudent {
  const { state, points, late, overridden, excused, comment } = line;
  return {
    id: record.student_id,
    name: record.student_name,
    group_names: record.group_names,
    total: record.total,
    grades: {
      [line.item_id]: {
        state,
        points,
        max_points: line.max_points,
        late,
        overridden,
        excused,
        comment,
        due_at: line.own_date ? line.due_at : null,
      },
    },
  };
}
