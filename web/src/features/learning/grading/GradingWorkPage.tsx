import { Anchor, Badge, Button, Group, Skeleton, Text } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { Page } from '@/components/Page';
import { QueryState } from '@/components/state/QueryState';
import { showUndo } from '@/components/undo/undoStore';
import { useDates } from '@/platform/i18n/dates';
import type { GradeBody, WorkToGrade } from '../work/gradingTypes';
import { Answers } from './Answers';
import { bodyOf, formOf, hasTooMany, totalOf } from './gradeForm';
import { GradePanel } from './GradePanel';
import { HandedInWork } from './HandedInWork';
import { useShortcuts } from './shortcuts';
import { useGradeForm } from './useGradeForm';
import { useGrade, useWork } from './useGrading';
import classes from './Grading.module.css';

/** One piece of work: what was handed in, and beside it the grade. */
export function GradingWorkPage() {
  const { t } = useTranslation('learning');
  const { workId = '' } = useParams();
  const work = useWork(workId);
  if (work.data) return <WorkView key={workId} work={work.data} />;
  return (
    <Page title={t('grading.work')} width="wide">
      <QueryState
        query={work}
        errorTitle={t('grading.work_error')}
        wayOn={{ to: '/grading', label: t('grading.to_queue') }}
        skeleton={<Skeleton height={420} radius="lg" />}
      >
        {() => null}
      </QueryState>
    </Page>
  );
}

function WorkView({ work }: { work: WorkToGrade }) {
  const { t } = useTranslation('learning');
  const { dateTime } = useDates();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const suffix = search.size > 0 ? `?${search.toString()}` : '';
  const { form, change, settle, unsent } = useGradeForm(work);
  const grade = useGrade(work.id);
  const page = useRef<HTMLDivElement>(null);
  const total = totalOf(work, form);

  const go = (id: string | null) => void navigate(id ? `/grading/${id}${suffix}` : `/grading${suffix}`);
  const give = (state: 'graded' | 'returned') => {
    if (grade.isPending || hasTooMany(work, form) || (state === 'graded' && total === null))
      return focusPoints(page.current, true);
    // back to waiting what was typed is kept as the tutor's draft; back to a grade, the grade as it was
    const before: GradeBody =
      work.state === 'waiting' ? bodyOf(work, form, 'waiting') : bodyOf(work, formOf(work), work.state);
    grade.mutate(bodyOf(work, form, state), {
      onSuccess: () => {
        settle();
        showUndo({
          message: t(`grading.done.${state}`, { name: work.student_name }),
          undo: () => {
            grade.mutate(before, { onSuccess: () => void navigate(`/grading/${work.id}${suffix}`) });
          },
        });
        go(work.next_id);
      },
    });
  };
  const shortcuts = useShortcuts({
    onNext: () => work.next_id && go(work.next_id),
    onPrevious: () => work.previous_id && go(work.previous_id),
    onDigit: () => focusPoints(page.current, true),
    onGive: () => give('graded'),
  });

  return (
    <Page
      width="wide"
      title={work.student_name}
      trail={
        <Group gap={6} component="nav" aria-label={t('lesson.trail')}>
          <Anchor component={Link} to={`/grading${suffix}`} c="dimmed">
            {t('grading.title')}
          </Anchor>
          <span aria-hidden="true">/</span>
          <span>{work.course_title}</span>
        </Group>
      }
      lead={
        <Group gap="sm">
          <Anchor component={Link} to={`/lessons/${work.lesson_id}#block-${work.block_id}`}>
            {work.item_title}
          </Anchor>
          <Text size="sm" component="span">
            {t('assignment.receipt', { number: work.number, at: dateTime(work.at) })}
          </Text>
          {work.group_name === null ? null : (
            <Text size="sm" component="span">
              {t('grading.for_group', { group: work.group_name, names: work.member_names.join(', ') })}
            </Text>
          )}
          {work.late ? (
            <Badge variant="light" color="apricot">
              {t('assignment.was_late')}
            </Badge>
          ) : null}
        </Group>
      }
      actions={<Steps work={work} onGo={go} />}
    >
      <div className={classes.columns} ref={page}>
        <div className={classes.work}>
          {work.kind === 'quiz' ? (
            <Answers
              work={work}
              questions={form.questions}
              onChange={(id, next) =>
                change({ questions: { ...form.questions, [id]: { ...form.questions[id]!, ...next } } })
              }
            />
          ) : (
            <HandedInWork
              work={work}
              annotations={form.annotations}
              onChange={(annotations) => change({ annotations })}
            />
          )}
        </div>
        <GradePanel
          work={work}
          form={form}
          total={total}
          unsent={unsent}
          shortcuts={shortcuts}
          sending={grade.isPending}
          error={grade.error}
          onChange={change}
          onGive={give}
        />
      </div>
    </Page>
  );
}

function Steps({ work, onGo }: { work: WorkToGrade; onGo: (id: string) => void }) {
  const { t } = useTranslation('learning');
  const { previous_id: previous, next_id: next, position, total } = work;
  return (
    <Group gap="xs" wrap="nowrap">
      {position && total ? (
        <Text size="sm" c="dimmed" mr="xs">
          {t('grading.position', { position, count: total })}
        </Text>
      ) : null}
      <Button
        variant="default"
        size="sm"
        disabled={!previous}
        leftSection={<IconArrowLeft size={16} aria-hidden />}
        onClick={() => previous && onGo(previous)}
      >
        {t('grading.previous')}
      </Button>
      <Button
        variant="default"
        size="sm"
        disabled={!next}
        rightSection={<IconArrowRight size={16} aria-hidden />}
        onClick={() => next && onGo(next)}
      >
        {t('grading.next')}
      </Button>
    </Group>
  );
}

/** Go to the first field for points that is refused, else to the first that is empty, or to the first one. */
function focusPoints(page: HTMLElement | null, select: boolean): void {
  const fields = [...(page?.querySelectorAll<HTMLInputElement>('[data-points] input, input[data-points]') ?? [])];
  const field =
    fields.find((each) => each.getAttribute('aria-invalid') === 'true') ??
    fields.find(({ value }) => value === '') ??
    fields[0];
  field?.focus();
  if (select) field?.select();
}
