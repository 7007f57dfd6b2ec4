import { Badge, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { StackedTable } from '@/components/StackedTable';
import { useDates } from '@/platform/i18n/dates';
import { useLocale } from '@/platform/i18n/locale';
import { RichText } from '../blocks/RichText';
import type { CourseResults, ResultLine } from '../work/gradingTypes';
import classes from './Results.module.css';

interface ResultTableProps {
  results: CourseResults;
  label: string;
  /** Where a line leads; nowhere when it is not said. */
  linkOf?: (line: ResultLine) => string;
}

/** The graded work of a course, line by line: what there was to do, how it stands, what it earned. */
export function ResultTable({ results, label, linkOf }: ResultTableProps) {
  const { t } = useTranslation('learning');
  const { due } = useDates();
  const columns = [t('results.work'), t('results.state_of'), t('results.due'), t('results.points')];
  const rows = results.lines.map((line) => ({
    key: line.item_id,
    cells: [
      <div key="work">
        {linkOf ? (
          <Link to={linkOf(line)} className={classes.link} dir="auto">
            {line.title}
          </Link>
        ) : (
          <span dir="auto">{line.title}</span>
        )}
        <Text size="sm" c="dimmed">
          <bdi>{line.category ? `${line.lesson_title} · ${line.category}` : line.lesson_title}</bdi>
        </Text>
        {line.comment_html ? (
          <div className={classes.comment}>
            <RichText html={line.comment_html} />
          </div>
        ) : null}
      </div>,
      <StateBadge key="state" line={line} />,
      line.due_at ? (
        <time key="due" dateTime={line.due_at}>
          {due(line.due_at).when}
        </time>
      ) : (
        '–'
      ),
      <Points key="points" line={line} />,
    ],
  }));
  return <StackedTable label={label} columns={columns} rows={rows} tracks="minmax(0, 1fr) 9rem 13rem 7rem" />;
}

const COLOURS = {
  open: 'gray',
  waiting: 'gray',
  graded: 'pine',
  returned: 'apricot',
  missing: 'apricot',
  excused: 'gray',
  joined_after: 'gray',
} as const;

/** How a piece of work stands. */
export function StateBadge({ line: { state, late } }: { line: ResultLine }) {
  const { t } = useTranslation('learning');
  return (
    <Badge variant="light" color={COLOURS[state]}>
      {t(`results.states.${state}`)}
      {late && state !== 'missing' ? `, ${t('assignment.was_late')}` : null}
    </Badge>
  );
}

/** What it earned, of how much. */
export function Points({ line: { points, max_points: most } }: { line: ResultLine }) {
  const { t } = useTranslation('learning');
  const number = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: 2 });
  return (
    <span className={classes.figure}>
      {t('home.points', { points: points === null ? '–' : number.format(points), most: number.format(most) })}
    </span>
  );
}
