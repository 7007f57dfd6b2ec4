import { Alert, Badge, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportReport, ReportLine } from './report';

const COLOURS = { invited: 'pine', enrolled: 'pine', unchanged: 'gray', problem: 'red' } as const;

/** What becomes of a list, line by line; lines with problems come first. */
export function ReportTable({ report }: { report: ImportReport }) {
  const { t } = useTranslation('app');
  const { counts } = report;
  const lines = report.lines.toSorted(
    (a, b) => Number(b.outcome === 'problem') - Number(a.outcome === 'problem') || a.line - b.line,
  );
  const summary = (['invited', 'enrolled', 'unchanged', 'problem'] as const)
    .filter((outcome) => (counts[outcome] ?? 0) > 0)
    .map((outcome) => t(`people_list.counted.${outcome}`, { count: counts[outcome] }));
  return (
    <Stack gap="sm">
      <Alert role="status" color={report.applicable ? 'pine' : 'red'} title={summary.join(' · ')}>
        <Text size="sm">{t(report.applicable ? 'people_list.nothing_yet' : 'people_list.blocked')}</Text>
        {report.encoding === 'latin-1' ? <Text size="sm">{t('people_list.latin_1')}</Text> : null}
        {report.header ? null : <Text size="sm">{t('people_list.no_header')}</Text>}
        {report.new_groups.length > 0 ? (
          <Text size="sm">{t('people_list.new_groups', { names: report.new_groups.join(', ') })}</Text>
        ) : null}
      </Alert>
      <ScrollArea.Autosize mah="45vh" type="auto">
        <Table aria-label={t('people_list.report')} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('people_list.line')}</Table.Th>
              <Table.Th scope="col">{t('people_list.person')}</Table.Th>
              <Table.Th scope="col">{t('people_list.outcome')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line) => (
              <Line key={line.line} line={line} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
    </Stack>
  );
}

function Line({ line }: { line: ReportLine }) {
  const { t } = useTranslation('app');
  const beside = [line.email, line.role === 'student' ? '' : t(`people_list.roles.${line.role}`), ...line.groups];
  return (
    <Table.Tr>
      <Table.Td valign="top">{line.line}</Table.Td>
      <Table.Td valign="top" style={{ overflowWrap: 'anywhere' }}>
        {line.name || '–'}
        <Text size="sm" c="dimmed">
          {beside.filter(Boolean).join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td valign="top">
        <Badge color={COLOURS[line.outcome]} variant="light">
          {t(`people_list.outcomes.${line.outcome}`)}
        </Badge>
        {line.problems.map(({ code }) => (
          <Text key={code} size="sm" c="var(--danger-ink)">
            {t(`people_list.problems.${code}`)}
          </Text>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}
