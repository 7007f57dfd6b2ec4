import { Button, Card, Group, Kbd, Popover, Stack, Switch, Text, Textarea, Title } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { useLocale } from '@/platform/i18n/locale';
import type { WorkToGrade } from '../work/gradingTypes';
import type { GradeForm } from './gradeForm';
import { PointsInput } from './PointsInput';
import { SavedComments } from './SavedComments';
import classes from './Grading.module.css';

interface GradePanelProps {
  work: WorkToGrade;
  form: GradeForm;
  total: number | null;
  unsent: boolean;
  shortcuts: { on: boolean; toggle: () => void };
  sending: boolean;
  error: unknown;
  onChange: (next: Partial<GradeForm>) => void;
  onGive: (state: 'graded' | 'returned') => void;
}

/** The grade: points, a comment, and what becomes of the work. */
export function GradePanel(props: GradePanelProps) {
  const { work, form, total, unsent, shortcuts, sending, error, onChange, onGive } = props;
  const { t } = useTranslation('learning');
  const number = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: 2 });
  const lines = work.assignment?.rubric ?? [];
  return (
    <Card component="section" aria-label={t('grading.grade')} className={classes.panel}>
      {lines.length > 0 ? (
        <Stack gap="sm">
          {lines.map(({ id, title, points, description }) => (
            <div key={id} className={classes.line}>
              <div>
                <Text fw={550} dir="auto">
                  {title}
                </Text>
                {description ? (
                  <Text size="sm" c="dimmed" dir="auto">
                    {description}
                  </Text>
                ) : null}
              </div>
              <PointsInput
                label={t('grading.points_for', { title })}
                hideLabel
                value={form.rubric[id] ?? null}
                max={points}
                onChange={(next) => {
                  const { [id]: _before, ...others } = form.rubric;
                  onChange({ rubric: next === null ? others : { ...others, [id]: next } });
                }}
              />
            </div>
          ))}
        </Stack>
      ) : work.kind === 'assignment' ? (
        <PointsInput
          label={t('grading.points')}
          value={form.points}
          max={work.max_points}
          onChange={(points) => onChange({ points })}
        />
      ) : null}
      {lines.length > 0 || work.kind === 'quiz' ? (
        <div className={classes.total}>
          <Title order={2} size="h4">
            {t('grading.total')}
          </Title>
          <Text fw={650}>
            {t('quiz.points', { points: total === null ? '–' : number.format(total), most: work.max_points })}
          </Text>
        </div>
      ) : null}
      <Textarea
        label={t('grading.comment')}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={10_000}
        value={form.comment}
        onChange={(event) => onChange({ comment: event.currentTarget.value })}
      />
      <SavedComments
        text={form.comment}
        onInsert={(text) =>
          onChange({ comment: form.comment.trim() === '' ? text : `${form.comment.trimEnd()}\n\n${text}` })
        }
      />
      {error ? <ErrorState error={error} title={t('grading.not_saved')} /> : null}
      <Stack gap="xs">
        <Button loading={sending} disabled={total === null} onClick={() => onGive('graded')}>
          {work.next_id ? t('grading.give_next') : t('grading.give')}
        </Button>
        {work.kind === 'assignment' ? (
          <Button variant="default" disabled={sending} onClick={() => onGive('returned')}>
            {t('grading.return')}
          </Button>
        ) : null}
      </Stack>
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed" role="status" aria-live="off">
          {unsent ? t('grading.kept') : work.state === 'waiting' ? null : t(`grading.is.${work.state}`)}
        </Text>
        <Keys {...shortcuts} />
      </Group>
    </Card>
  );
}

function Keys({ on, toggle }: { on: boolean; toggle: () => void }) {
  const { t } = useTranslation('learning');
  const keys = [
    { keys: ['n'], what: t('grading.keys.next') },
    { keys: ['p'], what: t('grading.keys.previous') },
    { keys: ['0', '…', '9'], what: t('grading.keys.points') },
    { keys: ['Ctrl', 'Enter'], what: t('grading.keys.give') },
  ];
  return (
    <Popover width={290} position="top-end" withArrow trapFocus>
      <Popover.Target>
        <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconKeyboard size={17} aria-hidden />}>
          {t('grading.keys.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {keys.map(({ keys: pressed, what }) => (
            <Group key={what} gap={6} justify="space-between" wrap="nowrap">
              <Text size="sm">{what}</Text>
              <span>
                {pressed.map((key) => (
                  <Kbd key={key} ml={4}>
                    {key}
                  </Kbd>
                ))}
              </span>
            </Group>
          ))}
          <Switch mt="xs" checked={on} onChange={toggle} label={t('grading.keys.on')} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
