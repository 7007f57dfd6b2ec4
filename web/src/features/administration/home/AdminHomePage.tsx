import { Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconChevronRight, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '@/components/Page';
import { QueryState } from '@/components/state/QueryState';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import { useTeaches } from '@/platform/session';
import { useTeachingSlots } from '@/platform/teaching/slots';
import { useLibrary } from '../messages/api';
import { statusOf } from '../messages/filter';
import { useResources } from '../resources/api';
import { useSetup } from '../setup/api';
import { Checklist, isReady } from '../setup/Checklist';
import { useSystemDecisions } from '../system/history/api';
import { useSystem } from '../system/useSystem';
import { decisionsOf } from './decisions';
import classes from './AdminHome.module.css';

type AdminHome = NonNullable<Schemas['Home']['administrator']>;

/** An administrator's home: what needs a decision, then who is there, what is taught, and how the system is. */
export function AdminHomePage() {
  const { t } = useTranslation('administration');
  const teaches = useTeaches();
  const { Overview } = useTeachingSlots();
  const home = useQuery({
    queryKey: ['administration', 'home'],
    queryFn: async () => (await unwrap(api.GET('/api/v1/home'))).administrator,
  });
  return (
    <Page title={t('home.title')} width="study">
      <QueryState query={home} errorTitle={t('home.error')} skeleton={<Skeleton height={320} radius="lg" />}>
        {(data) => (data ? <HomeView home={data} /> : null)}
      </QueryState>
      {teaches ? (
        <section aria-labelledby="teaching" className={classes.teaching}>
          <Title order={2} id="teaching" mb="lg">
            {t('home.teaching')}
          </Title>
          <Overview />
        </section>
      ) : null}
    </Page>
  );
}

function HomeView({ home }: { home: AdminHome }) {
  const { t } = useTranslation('administration');
  const resources = useResources().data;
  const setup = useSetup().data;
  const awaiting = useLibrary().data?.messages.filter((message) => statusOf(message) === 'awaiting').length ?? 0;
  const system = useSystemDecisions().data?.decisions;
  const decisions = decisionsOf(home, resources, awaiting, system);
  return (
    <>
      <section aria-labelledby="decisions" className={classes.decisions}>
        <Title order={2} size="h3" id="decisions" mb="sm">
          {t('home.decisions.title')}
        </Title>
        {decisions.length === 0 ? (
          <Text className={classes.nothing}>
            <IconCircleCheck size={20} aria-hidden /> {t('home.decisions.nothing')}
          </Text>
        ) : (
          <ul className={classes.list}>
            {decisions.map(({ key, to, name, count }) => (
              <li key={`${key} ${name ?? ''}`} className={classes.row}>
                <Link to={to} className={classes.link}>
                  {t(`home.decisions.${key}`, { name, count })}
                </Link>
                <IconChevronRight size={18} aria-hidden className={classes.icon} />
              </li>
            ))}
          </ul>
        )}
      </section>
      {setup && !isReady(setup.steps) ? <Checklist steps={setup.steps} /> : null}
      <div className={classes.cards}>
        <Figures title={t('home.people')} to="/admin/users" link={t('home.all_users')}>
          <Figure name={t('home.students')} value={home.student_count} />
          <Figure name={t('home.tutors')} value={home.tutor_count} />
          <Figure name={t('home.administrators')} value={home.administrator_count} />
          <Figure name={t('home.never_signed_in')} value={home.never_signed_in} />
        </Figures>
        <Figures title={t('home.courses')} to="/teach/courses" link={t('home.all_courses')}>
          <Figure name={t('home.all')} value={home.course_count} />
          <Figure name={t('home.without_students')} value={home.empty_course_count} />
        </Figures>
        <Health />
      </div>
    </>
  );
}

interface FiguresProps {
  title: string;
  to: string;
  link: string;
  children: ReactNode;
}

function Figures({ title, to, link, children }: FiguresProps) {
  return (
    <section className={classes.card} aria-label={title}>
      <Title order={2} size="h3">
        {title}
      </Title>
      <dl className={classes.figures}>{children}</dl>
      <Link to={to}>{link}</Link>
    </section>
  );
}

function Figure({ name, value }: { name: string; value: number | string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Health() {
  const { t, i18n } = useTranslation('administration');
  const { data } = useSystem();
  const number = (value: number | null, options: Intl.NumberFormatOptions) =>
    value === null ? '–' : new Intl.NumberFormat(i18n.language, options).format(value);
  return (
    <Figures title={t('home.health')} to="/admin/system" link={t('home.system')}>
      <Figure name={t('home.signed_in')} value={data ? data.signed_in_now : '–'} />
      <Figure
        name={t('home.p95')}
        value={number(data?.requests.p95_ms ?? null, {
          style: 'unit',
          unit: 'millisecond',
          maximumFractionDigits: 0,
        })}
      />
      <Figure
        name={t('home.errors')}
        value={number(data?.requests.error_rate ?? null, { style: 'percent', maximumFractionDigits: 1 })}
      />
    </Figures>
  );
}
