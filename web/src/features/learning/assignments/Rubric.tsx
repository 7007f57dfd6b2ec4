import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocale } from '@/platform/i18n/locale';
import type { RubricLine } from '../work/types';
import classes from './Assignment.module.css';

interface RubricProps {
  lines: readonly RubricLine[];
  /** Points that were given, by line; nothing before it is graded. */
  given?: Readonly<Record<string, number>>;
}

/** What the work is judged by, line by line. */
export function Rubric({ lines, given }: RubricProps) {
  const { t } = useTranslation('learning');
  const number = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: 2 });
  const title = t(given ? 'assignment.by_line' : 'assignment.rubric');
  return (
    <section aria-label={title} className={classes.rubric}>
      <Text size="sm" fw={600} mb={4}>
        {title}
      </Text>
      <ul>
        {lines.map(({ id, title: name, points, description }) => (
          <li key={id}>
            <div>
              <Text component="span" fw={550} dir="auto">
                {name}
              </Text>
              {description ? (
                <Text size="sm" c="dimmed" dir="auto">
                  {description}
                </Text>
              ) : null}
            </div>
            <Text size="sm" className={classes.figure}>
              {given?.[id] === undefined
                ? t('assignment.points', { count: points })
                : t('quiz.points', { points: number.format(given[id]), most: points })}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
