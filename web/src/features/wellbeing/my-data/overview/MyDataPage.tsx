import { SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconTimeline } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { useOwnData, type OwnData } from '../../api';
import { NoteItems } from '../../tools/NoteItems';
import { OwnPages } from '../OwnPages';
import { WindowList } from '../WindowList';
import { CheckinList } from './CheckinList';
import { DataActions } from './DataActions';
import { MessageList } from './MessageList';
import { Timeline } from './Timeline';
import { ViewerList } from './ViewerList';

const PERIODS = [1, 7, 30] as const;

/** Everything known about the student's wellbeing: to look at, to correct, to take away, to delete. */
export function MyDataPage() {
  const { t } = useTranslation('wellbeing');
  const [days, setDays] = useState<number>(7);
  const readings = useOwnData(days);
  return (
    <Page
      title={t('my_data.title')}
      lead={t('my_data.lead')}
      trail={<OwnPages />}
      actions={
        <SegmentedControl
          aria-label={t('my_data.period')}
          value={String(days)}
          onChange={(value) => setDays(Number(value))}
          data={PERIODS.map((period) => ({ value: String(period), label: t('my_data.days', { count: period }) }))}
        />
      }
    >
      <QueryState query={readings} errorTitle={t('my_data.error')}>
        {(data) => <Readings data={data} days={days} />}
      </QueryState>
    </Page>
  );
}

function Readings({ data, days }: { data: OwnData; days: number }) {
  const { t } = useTranslation('wellbeing');
  const empty =
    data.windows.length === 0 &&
    data.checkins.length === 0 &&
    data.support_messages.length === 0 &&
    data.notes.length === 0;
  return (
    <Stack gap={48}>
      {empty ? (
        <EmptyState icon={IconTimeline} title={t('my_data.empty_title')}>
          {data.lessons_studied > 0
            ? t('my_data.empty_studied', { count: data.lessons_studied })
            : t('my_data.empty_lead')}
        </EmptyState>
      ) : null}
      {data.windows.length > 0 ? (
        <Section id="timeline" title={t('timeline.title')} lead={t('timeline.lead', { count: data.retention_days })}>
          <Timeline windows={data.windows} size={days === 1 ? 'hour' : 'day'} />
          <WindowList windows={data.windows} />
        </Section>
      ) : null}
      {data.support_messages.length > 0 ? (
        <Section id="messages" title={t('messages.title')}>
          <MessageList messages={data.support_messages} />
        </Section>
      ) : null}
      {data.checkins.length > 0 ? (
        <Section id="checkins" title={t('checkins.title')}>
          <CheckinList checkins={data.checkins} />
        </Section>
      ) : null}
      {data.notes.length > 0 ? (
        <Section id="notes" title={t('note.all')} lead={t('note.all_private')}>
          <NoteItems notes={data.notes} withLocation />
        </Section>
      ) : null}
      <Section id="viewers" title={t('viewers.title')} lead={t('viewers.lead')}>
        <ViewerList viewers={data.viewers} />
      </Section>
      <Section id="actions" title={t('data.title')} lead={t('data.lead')}>
        <DataActions />
      </Section>
    </Stack>
  );
}

function Section({ id, title, lead, children }: { id: string; title: string; lead?: string; children: ReactNode }) {
  return (
    <section aria-labelledby={`${id}-title`}>
      <Title order={2} id={`${id}-title`}>
        {title}
      </Title>
      {lead ? (
        <Text c="dimmed" mb="md">
          {lead}
        </Text>
      ) : null}
      <Stack gap="lg" mt="sm">
        {children}
      </Stack>
    </section>
  );
}
