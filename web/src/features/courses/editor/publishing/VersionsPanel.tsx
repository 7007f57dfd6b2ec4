import { Badge, Button, Drawer, Group, Modal, Text } from '@mantine/core';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '@/components/state/ErrorState';
import { Loading, QueryState } from '@/components/state/QueryState';
import { useDates } from '@/platform/i18n/dates';
import { useLessonPreview } from '@/platform/lesson/preview';
import { renderPreview, usePublishAgain, useVersion, useVersions } from '../api/lessons';
import type { LessonVersion } from '../types';
import classes from './Publish.module.css';

interface VersionsPanelProps {
  lessonId: string;
  language: string | undefined;
  opened: boolean;
  onClose: () => void;
  /** An earlier text has been published again. */
  onPublished: (number: number) => void;
}

/** Everything that was published so far: to look at, and to publish again. */
export function VersionsPanel({ lessonId, language, opened, onClose, onPublished }: VersionsPanelProps) {
  const { t } = useTranslation('courses');
  const versions = useVersions(lessonId, opened);
  const again = usePublishAgain(lessonId);
  const [viewed, setViewed] = useState<number | null>(null);
  const publish = (number: number) =>
    again.mutate(number, {
      onSuccess: ({ number: fresh }) => {
        setViewed(null);
        onPublished(fresh);
      },
    });
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="md"
      title={t('editor.versions.title')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      {again.error ? <ErrorState error={again.error} title={t('editor.publish.failed')} /> : null}
      <QueryState query={versions} errorTitle={t('editor.versions.error')}>
        {(list) =>
          list.length === 0 ? (
            <Text c="dimmed">{t('editor.versions.empty')}</Text>
          ) : (
            <ol className={classes.versions}>
              {list.map((version) => (
                <VersionLine
                  key={version.number}
                  version={version}
                  publishing={again.isPending && again.variables === version.number}
                  onView={() => setViewed(version.number)}
                  onPublish={() => publish(version.number)}
                />
              ))}
            </ol>
          )
        }
      </QueryState>
      <Modal
        opened={viewed !== null}
        onClose={() => setViewed(null)}
        size="56rem"
        title={t('editor.versions.one', { number: viewed })}
        closeButtonProps={{ 'aria-label': t('app:close') }}
      >
        {viewed !== null ? <VersionView lessonId={lessonId} language={language} number={viewed} /> : null}
      </Modal>
    </Drawer>
  );
}

interface VersionLineProps {
  version: LessonVersion;
  publishing: boolean;
  onView: () => void;
  onPublish: () => void;
}

function VersionLine({ version, publishing, onView, onPublish }: VersionLineProps) {
  const { t } = useTranslation('courses');
  const { dateTime } = useDates();
  const { number, note, current } = version;
  return (
    <li className={classes.version}>
      <Group gap="sm">
        <Text fw={600}>{t('editor.versions.one', { number })}</Text>
        {current ? <Badge variant="light">{t('editor.versions.current')}</Badge> : null}
      </Group>
      <Text size="sm" c="dimmed">
        {[version.at ? dateTime(version.at) : null, version.author_name].filter(Boolean).join(' · ')}
      </Text>
      {note ? <Text size="sm">{note}</Text> : null}
      <Group gap="xs">
        <Button
          size="compact-md"
          variant="default"
          aria-label={t('editor.versions.view_of', { number })}
          onClick={onView}
        >
          {t('editor.versions.view')}
        </Button>
        {current ? null : (
          <Button
            size="compact-md"
            variant="default"
            loading={publishing}
            aria-label={t('editor.versions.again_of', { number })}
            onClick={onPublish}
          >
            {t('editor.versions.again')}
          </Button>
        )}
      </Group>
    </li>
  );
}

function VersionView({
  lessonId,
  language,
  number,
}: {
  lessonId: string;
  language: string | undefined;
  number: number;
}) {
  const { LessonPreview } = useLessonPreview();
  const version = useVersion(lessonId, number);
  const body = version.data?.body;
  const rendered = useQuery({
    queryKey: ['lesson-preview', lessonId, 'version', number],
    queryFn: () => renderPreview(lessonId, body!),
    enabled: body !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (version.error) return <ErrorState error={version.error} onRetry={() => void version.refetch()} />;
  return (
    <QueryState query={rendered}>
      {({ blocks, assignments }) => (
        <Suspense fallback={<Loading />}>
          <LessonPreview lessonId={lessonId} language={language} blocks={blocks} assignments={assignments} />
        </Suspense>
      )}
    </QueryState>
  );
}
