import { Button, FileButton, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import type { ImportReport } from '../work/gradingTypes';
import { importGradebook } from '../work/tutorCalls';
import classes from './Gradebook.module.css';

interface ImportDialogProps {
  courseId: string;
  opened: boolean;
  onClose: () => void;
}

/** Bring grades back in from a table: first what would change, then the change. */
export function ImportDialog({ courseId, opened, onClose }: ImportDialogProps) {
  const { t } = useTranslation('learning');
  const client = useQueryClient();
  const [csv, setCsv] = useState<string | null>(null);
  const send = useMutation({
    mutationFn: ({ text, apply }: { text: string; apply: boolean }) => importGradebook(courseId, text, apply),
    onSuccess: ({ applied }) => {
      if (applied) void client.invalidateQueries({ queryKey: ['work', 'gradebook', courseId] });
    },
  });
  const close = () => {
    setCsv(null);
    send.reset();
    onClose();
  };
  const choose = async (file: File | null) => {
    if (!file) return;
    const text = await file.text();
    setCsv(text);
    send.mutate({ text, apply: false });
  };
  const report = send.data;
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={t('gradebook.import.title')}
      closeButtonProps={{ 'aria-label': t('gradebook.close') }}
    >
      <Stack gap="md">
        <Text>{t('gradebook.import.lead')}</Text>
        {report?.applied ? null : (
          <FileButton accept=".csv,text/csv" onChange={(file) => void choose(file)}>
            {(button) => (
              <Button
                {...button}
                variant="default"
                loading={send.isPending}
                leftSection={<IconFileSpreadsheet size={18} aria-hidden />}
              >
                {t('gradebook.import.choose')}
              </Button>
            )}
          </FileButton>
        )}
        {send.error ? <ErrorState error={send.error} title={t('gradebook.import.failed')} /> : null}
        {report ? <Report report={report} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t(report?.applied ? 'gradebook.close' : 'annotations.cancel')}
          </Button>
          {report && !report.applied ? (
            <Button
              disabled={report.changes.length === 0 || report.problems.length > 0 || csv === null}
              loading={send.isPending}
              onClick={() => csv !== null && send.mutate({ text: csv, apply: true })}
            >
              {t('gradebook.import.apply', { count: report.changes.length })}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Modal>
  );
}

type Line = ImportReport['problems'][number];

const keyOf = ({ line, item_title: item, problem }: Line) => `${String(line)} ${item} ${problem ?? ''}`;

const KNOWN = [
  'no_number',
  'ambiguous_number',
  'out_of_range',
  'excuse_elsewhere',
  'excused',
  'nothing_to_take_back',
  'unknown_student',
  'unknown_item',
  'student_twice',
  'column_twice',
  'too_many_cells',
  'no_student_ids',
] as const;

/** Where a problem is, what it is, and how to write it. */
function ProblemText({ line }: { line: Line }) {
  const { t } = useTranslation('learning');
  const { line: number, student_name: name, item_title: item, problem, written } = line;
  const known = KNOWN.find((each) => each === problem) ?? 'not_csv';
  const where = [name, item].filter(Boolean).join(', ');
  return (
    <>
      {where ? t('gradebook.import.at', { line: number, where }) : t('gradebook.import.at_line', { line: number })}{' '}
      {t(`gradebook.import.problems.${known}`, { written: written ?? '' })}
    </>
  );
}

function NotApplied({ lines }: { lines: readonly Line[] }) {
  const { t } = useTranslation('learning');
  if (lines.length === 0) return null;
  return (
    <Stack gap={4} mb="sm" mt="xs">
      <Text size="sm" fw={600}>
        {t('gradebook.import.not_applied', { count: lines.length })}
      </Text>
      {lines.map((line) => (
        <Text key={keyOf(line)} size="sm">
          <ProblemText line={line} />
        </Text>
      ))}
    </Stack>
  );
}

function Report({ report }: { report: ImportReport }) {
  const { t } = useTranslation('learning');
  const { changes, problems, not_applied: left, unchanged, applied } = report;
  if (applied)
    return (
      <div role="status">
        <Text fw={600}>{t('gradebook.import.done', { count: changes.length })}</Text>
        <NotApplied lines={left} />
      </div>
    );
  return (
    <div role="status">
      <Text fw={600}>{t('gradebook.import.found', { count: changes.length })}</Text>
      <Text size="sm" c="dimmed" mb="sm">
        {t('gradebook.import.unchanged', { count: unchanged })}
      </Text>
      {problems.length > 0 ? (
        <Stack gap={4} mb="sm">
          <Text size="sm" fw={600}>
            {t('gradebook.import.nothing_yet')}
          </Text>
          {problems.map((line) => (
            <Text key={keyOf(line)} size="sm" c="var(--danger-ink)">
              <ProblemText line={line} />
            </Text>
          ))}
        </Stack>
      ) : null}
      <NotApplied lines={left} />
      {changes.length > 0 ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={classes.report} tabIndex={0} role="region" aria-label={t('gradebook.import.changes')}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('gradebook.student')}</Table.Th>
                <Table.Th>{t('grading.item')}</Table.Th>
                <Table.Th>{t('gradebook.import.before')}</Table.Th>
                <Table.Th>{t('gradebook.import.after')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {changes.map((change) => (
                <Table.Tr key={`${change.student_name} ${change.item_title}`}>
                  <Table.Td>{change.student_name}</Table.Td>
                  <Table.Td>{change.item_title}</Table.Td>
                  <Table.Td>{change.before ?? '–'}</Table.Td>
                  <Table.Td>{change.after ?? '–'}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      ) : null}
    </div>
  );
}
