import { Card, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import type { AuditEntry } from '../types';
import { detailLines, sayIn } from './detail';
import classes from './AuditTable.module.css';

const COLUMNS = ['at', 'action', 'actor', 'subject', 'detail', 'number'] as const;

/** The entries of the log; on a narrow screen each becomes a small card. */
export function AuditTable({ entries }: { entries: AuditEntry[] }) {
  const { t } = useTranslation('administration');
  return (
    <Card padding={0}>
      <Table className={classes.table} aria-label={t('audit.title')} verticalSpacing="sm" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((column) => (
              <Table.Th key={column} scope="col">
                {t(`audit.columns.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <AuditRow key={entry.seq} entry={entry} />
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

function AuditRow({ entry }: { entry: AuditEntry }) {
  const { t, i18n } = useTranslation('administration');
  const { exact } = useDates();
  const { seq, at, actor_name, action, subject_name, detail } = entry;
  const say = sayIn(i18n);
  return (
    <Table.Tr>
      <Table.Td className={classes.at}>
        <time dateTime={at}>{exact(at)}</time>
      </Table.Td>
      <Table.Th scope="row" fw={600}>
        {say(`audit.actions.${action}`) ?? action}
      </Table.Th>
      <Table.Td data-label={t('audit.columns.actor')}>{actor_name ?? t('audit.system')}</Table.Td>
      <Table.Td data-label={t('audit.columns.subject')}>{subject_name ?? t('audit.none_named')}</Table.Td>
      <Table.Td className={classes.detail}>
        {detailLines(detail, say).map((line) => (
          <Text key={line} size="sm" c="dimmed">
            {line}
          </Text>
        ))}
      </Table.Td>
      <Table.Td className={classes.number}>{seq}</Table.Td>
    </Table.Tr>
  );
}
