import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { IconFileZip } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ErrorState } from '@/components/state/ErrorState';
import { Loading } from '@/components/state/QueryState';
import { refreshCourses } from '../api/courses';
import { analyse, applyImport } from '../api/imports';
import classes from '../files/FilesPanel.module.css';
import type { Import, OwnCourse } from '../types';
import { ImportReportView } from './ImportReportView';

interface ImportDialogProps {
  /** The course that is brought up to date; a new one where none is given. */
  course?: OwnCourse;
  opened: boolean;
  onClose: () => void;
}

type Step =
  | { kind: 'choose' }
  | { kind: 'reading'; share: number }
  | { kind: 'report'; found: Import }
  | { kind: 'applying'; found: Import };

/** Bring in a course from its zip: read it, say what would change, and only then change it. */
export function ImportDialog({ course, opened, onClose }: ImportDialogProps) {
  const { t } = useTranslation('courses');
  const client = useQueryClient();
  const navigate = useNavigate();
  const picker = useRef<HTMLInputElement>(null);
  const [step, setStep] = useState<Step>({ kind: 'choose' });
  const [error, setError] = useState<unknown>(null);
  const [over, setOver] = useState(false);

  const close = () => {
    setStep({ kind: 'choose' });
    setError(null);
    onClose();
  };
  const read = async (file: File | undefined) => {
    if (!file) return;
    setError(null);
    setStep({ kind: 'reading', share: 0 });
    try {
      const found = await analyse(file, course?.id ?? null, (share) => setStep({ kind: 'reading', share }));
      setStep({ kind: 'report', found });
    } catch (failure) {
      setError(failure);
      setStep({ kind: 'choose' });
    }
  };
  const apply = async (found: Import) => {
    setStep({ kind: 'applying', found });
    try {
      const { id } = await applyImport(found.id);
      await refreshCourses(client);
      close();
      void navigate(`/teach/courses/${id}`);
    } catch (failure) {
      setError(failure);
      setStep({ kind: 'report', found });
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void read(event.dataTransfer.files[0]);
  };

  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={course ? t('editor.import.title_update', { title: course.title }) : t('editor.import.title')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <Stack gap="md">
        {error ? <ErrorState error={error} title={t('editor.import.failed')} /> : null}
        {step.kind === 'choose' ? (
          <>
            <Text>{t(course ? 'editor.import.lead_update' : 'editor.import.lead')}</Text>
            <div
              className={classes.drop}
              data-over={over}
              onDragOver={(event) => {
                event.preventDefault();
                setOver(true);
              }}
              onDragLeave={() => setOver(false)}
              onDrop={drop}
            >
              <Button
                leftSection={<IconFileZip size={18} aria-hidden />}
                data-autofocus
                onClick={() => picker.current?.click()}
              >
                {t('editor.import.choose')}
              </Button>
              <Text size="sm" c="dimmed">
                {t('editor.import.drop')}
              </Text>
              <input
                ref={picker}
                type="file"
                accept=".zip,application/zip"
                hidden
                aria-label={t('editor.import.choose')}
                onChange={({ currentTarget }) => {
                  void read(currentTarget.files?.[0]);
                  currentTarget.value = '';
                }}
              />
            </div>
          </>
        ) : null}
        {step.kind === 'reading' ? (
          <div role="status">
            <Text mb="xs">{t('editor.import.reading')}</Text>
            {step.share < 1 ? (
              <Progress value={100 * step.share} aria-label={t('editor.import.reading')} />
            ) : (
              <Loading />
            )}
          </div>
        ) : null}
        {step.kind === 'report' || step.kind === 'applying' ? (
          <>
            <ImportReportView found={step.found} update={course !== undefined} />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('app:cancel')}
              </Button>
              <Button
                disabled={!step.found.applicable}
                loading={step.kind === 'applying'}
                onClick={() => void apply(step.found)}
              >
                {t(course ? 'editor.import.apply_update' : 'editor.import.apply')}
              </Button>
            </Group>
          </>
        ) : null}
      </Stack>
    </Modal>
  );
}
