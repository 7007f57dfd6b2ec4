import { Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DueDate } from '@/components/DueDate';
import { useDates } from '@/platform/i18n/dates';
import { datesOf } from './dates';
import type { StudentRecord } from './record';
import classes from './Student.module.css';

/** What is due for a student and when: the earliest first, with what is met already. */
export function Dates({ record }: { record: StudentRecord }) {
  const { t } = useTranslation('learning');
  const { due } = useDates();
  const dates = datesOf(record);
  if (dates.length === 0) return <Text c="dimmed">{t('home.due.none')}</Text>;
  return (
    <ul className={classes.list}>
      {dates.map(({ key, kind, title, at, own, met }) => (
        <li key={`${kind} ${key}`} className={classes.date}>
          <Group gap={8}>
            <span dir="auto">{title}</span>
            <Text size="sm" c="dimmed" component="span">
              {t(`student_record.date_of.${kind}`)}
            </Text>
            {own ? (
              <Badge variant="light" color="gray">
                {t('student_record.own_date')}
              </Badge>
            ) : null}
          </Group>
          {met ? (
            <Text size="sm" c="dimmed" component="span">
              <time dateTime={at}>{due(at).when}</time> · {t('student_record.met')}
            </Text>
          ) : (
            <DueDate at={at}>{(when) => when}</DueDate>
          )}
        </li>
      ))}
    </ul>
  );
}
