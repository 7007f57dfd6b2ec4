import { Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArrowRight, IconBooks } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { QueryState } from '@/components/state/QueryState';
import { useUser } from '@/platform/session';
import { fetchStudentHome } from '../work/calls';
import type { ContinueAt, StudentHome } from '../work/homeTypes';
import { AwaitedList } from './AwaitedList';
import { CourseList } from './CourseList';
import { DueList } from './DueList';
import { FeedbackList } from './FeedbackList';
import classes from './Home.module.css';

/** A student's home: the one thing to do next, and beside it what is due and what has come back. */
export function HomePage() {
  const { t } = useTranslation('learning');
  const { name } = useUser();
  const home = useQuery({ queryKey: ['work', 'home', 'student'], queryFn: fetchStudentHome, refetchOnMount: 'always' });
  return (
    <Page title={t('home.title', { name: name.split(' ')[0] })} width="wide">
      <QueryState query={home} errorTitle={t('home.error')} skeleton={<HomeSkeleton />}>
        {(data) => <HomeView home={data} />}
      </QueryState>
    </Page>
  );
}

function HomeView({ home }: { home: StudentHome }) {
  const { t } = useTranslation('learning');
  const { continue_at: next, due, feedback, results, awaited } = home;
  if (results.length === 0 && awaited.length === 0)
    return (
      <EmptyState
        icon={IconBooks}
        title={t('home.empty.title')}
        action={
          <Button component={Link} to="/join">
            {t('home.empty.join')}
          </Button>
        }
      >
        {t('home.empty.lead')}
      </EmptyState>
    );
  return (
    <div className={classes.columns}>
      <div className={classes.main}>
        {next ? <ContinueCard next={next} /> : results.length > 0 ? <AllDone /> : null}
        {awaited.length > 0 ? <AwaitedList courses={awaited} /> : null}
        {feedback.length > 0 ? <FeedbackList entries={feedback} /> : null}
        {results.length > 0 ? <CourseList courses={results} /> : null}
      </div>
      <aside className={classes.aside} aria-label={t('home.due.title')}>
        <DueList entries={due} />
      </aside>
    </div>
  );
}

/** The main thing on the page: where to go on, by name, and how long the rest takes. */
function ContinueCard({ next }: { next: ContinueAt }) {
  const { t } = useTranslation('learning');
  const { lesson_id: lesson, block_id: block } = next;
  return (
    <Card component="section" padding="xl" className={classes.next} aria-labelledby="next">
      <Text size="sm" c="var(--action-ink)" fw={600}>
        {t('home.continue')}
      </Text>
      <Title order={2} id="next" className={classes.lesson} dir="auto">
        {next.lesson_title}
      </Title>
      <Text c="dimmed" mt={6}>
        {next.block_title ? (
          <>
            <span dir="auto">{next.block_title}</span> ·{' '}
          </>
        ) : null}
        <span dir="auto">{next.course_title}</span>
      </Text>
      <Group mt="xl" gap="lg">
        <Button
          component={Link}
          to={`/lessons/${lesson}${block ? `#block-${block}` : ''}`}
          size="lg"
          rightSection={<IconArrowRight size={20} aria-hidden />}
        >
          {t('home.continue_action')}
        </Button>
        <Text c="dimmed">{t('home.minutes_left', { count: Math.max(1, next.minutes_left) })}</Text>
      </Group>
    </Card>
  );
}

function AllDone() {
  const { t } = useTranslation('learning');
  return (
    <Card component="section" padding="xl" className={classes.next}>
      <Title order={2}>{t('home.all_done')}</Title>
      <Text c="dimmed" mt={6}>
        {t('home.all_done_lead')}
      </Text>
    </Card>
  );
}

function HomeSkeleton() {
  return (
    <div className={classes.columns}>
      <Stack gap="xl">
        <Skeleton height={230} radius="lg" />
        <Skeleton height={150} radius="lg" />
      </Stack>
      <Skeleton height={260} radius="lg" />
    </div>
  );
}
