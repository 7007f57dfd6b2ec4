import { Anchor, SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { IconDoorEnter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { AttentionPanel } from './alerts/AttentionPanel';
import { ClassStatesPanel } from './class-states/ClassStatesPanel';
import { HeatStrip } from './class-states/HeatStrip';
import { TrendPanel } from './class-states/TrendPanel';
import { Counts } from './Counts';
import { FreshnessBadge } from './freshness/FreshnessBadge';
import { FreshnessNotice } from './freshness/FreshnessNotice';
import { SessionPanel } from './session/hold/SessionPanel';
import { StudentsPanel } from './students/StudentsPanel';
import type { LiveView } from './types';
import { useLive } from './useLive';

/** How the class is doing at this moment, and who needs the tutor. */
export function LivePage() {
  const { t } = useTranslation('live-class');
  const { courseId = '' } = useParams();
  const query = useLive(courseId);
  return (
    <Page
      title={query.data ? t('live.title', { course: query.data.course_title }) : t('live.title_loading')}
      trail={
        <Anchor component={Link} to="/teach">
          {t('overview.title')}
        </Anchor>
      }
      actions={query.data ? <FreshnessBadge generatedAt={query.data.generated_at} /> : null}
      width="wide"
    >
      <QueryState
        query={query}
        skeleton={<LiveSkeleton />}
        errorTitle={t('live.not_loaded')}
        wayOn={{ to: '/teach', label: t('overview.title') }}
      >
        {(view) => <LiveClass view={view} />}
      </QueryState>
    </Page>
  );
}

function LiveClass({ view }: { view: LiveView }) {
  const { t } = useTranslation('live-class');
  const classEmpty = view.counts.present === 0 && !view.coming_back;
  return (
    <Stack gap="lg">
      <FreshnessNotice {...view} />
      <SessionPanel courseId={view.course_id} course={view.course_title} />
      <Counts counts={view.counts} class_states={view.class_states} />
      <AttentionPanel view={view} />
      {classEmpty ? (
        <EmptyState icon={IconDoorEnter} title={t('live.empty.title')}>
          {t('live.empty.lead')}
        </EmptyState>
      ) : (
        <>
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
            <ClassStatesPanel class_states={view.class_states} />
            <TrendPanel trend={view.trend} class_states={view.class_states} />
          </SimpleGrid>
          <HeatStrip blocks={view.blocks} class_states={view.class_states} />
        </>
      )}
      <StudentsPanel students={view.students} />
    </Stack>
  );
}

function LiveSkeleton() {
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        {['enrolled', 'present', 'pictured'].map((name) => (
          <Skeleton key={name} height={112} radius="lg" />
        ))}
      </SimpleGrid>
      <Skeleton height={150} radius="lg" />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Skeleton height={320} radius="lg" />
        <Skeleton height={320} radius="lg" />
      </SimpleGrid>
    </Stack>
  );
}
