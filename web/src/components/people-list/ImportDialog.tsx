import { Alert, Button, FileButton, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../state/ErrorState';
import { InvitationLinks } from './InvitationLinks';
import type { ImportReport } from './report';
import { ReportTable } from './ReportTable';

interface ImportDialogProps {
  opened: boolean;
  title: string;
  /** What the columns are. */
  columns: string;
  onClose: () => void;
  /** Report on a list, or store all of it. */
  send: (list: Blob, apply: boolean) => Promise<ImportReport>;
}

/** People from a list: choose or paste it, read what becomes of every line, store all of it or nothing. */
export function ImportDialog({ opened, title, columns, onClose, send }: ImportDialogProps) {
  const { t } = useTranslation('app');
  const [list, setList] = useState<Blob>();
  const [pasted, setPasted] = useState('');
  const [report, setReport] = useState<ImportReport>();
  const [error, setError] = useState<unknown>();
  const [waiting, setWaiting] = useState(false);

  const run = async (content: Blob, apply: boolean) => {
    setWaiting(true);
    setError(undefined);
    try {
      setReport(await send(content, apply));
      setList(content);
    } catch (cause) {
      setError(cause);
    } finally {
      setWaiting(false);
    }
  };
  const startAgain = () => {
    setList(undefined);
    setReport(undefined);
    setError(undefined);
  };
  const close = () => {
    startAgain();
    setPasted('');
    onClose();
  };

  return (
    <Modal opened={opened} onClose={close} title={title} size="xl" closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack>
        {error ? <ErrorState error={error} /> : null}
        {report ? null : (
          <>
            <Text>{columns}</Text>
            <Group>
              <FileButton
                accept=".csv,.txt,.tsv,text/csv,text/plain"
                onChange={(file) => file && void run(file, false)}
              >
                {(props) => (
                  <Button {...props} loading={waiting} leftSection={<IconFileSpreadsheet aria-hidden size={18} />}>
                    {t('people_list.choose')}
                  </Button>
                )}
              </FileButton>
            </Group>
            <Textarea
              label={t('people_list.paste')}
              placeholder={t('people_list.example')}
              autosize
              minRows={4}
              maxRows={10}
              value={pasted}
              onChange={(event) => setPasted(event.currentTarget.value)}
            />
            <Group justify="flex-end">
              <Button
                variant="default"
                disabled={!pasted.trim()}
                loading={waiting}
                onClick={() => void run(new Blob([pasted]), false)}
              >
                {t('people_list.check')}
              </Button>
            </Group>
          </>
        )}
        {report?.applied ? (
          <>
            <Alert role="status" color="pine">
              {t('people_list.stored')}
            </Alert>
            {report.links.length > 0 ? <InvitationLinks links={report.links} /> : null}
            <Group justify="flex-end">
              <Button onClick={close}>{t('people_list.finish')}</Button>
            </Group>
          </>
        ) : null}
        {report && !report.applied ? (
          <>
            <ReportTable report={report} />
            <Group justify="flex-end">
              <Button variant="default" onClick={startAgain}>
                {t('people_list.another')}
              </Button>
              <Button disabled={!report.applicable} loading={waiting} onClick={() => list && void run(list, true)}>
                {t('people_list.apply', { count: (report.counts.invited ?? 0) + (report.counts.enrolled ?? 0) })}
              </Button>
            </Group>
          </>
        ) : null}
      </Stack>
    </Modal>
  );
}
