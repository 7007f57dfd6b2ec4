import { Button } from '@mantine/core';
import { IconPresentation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/state/EmptyState';
import { Loading, QueryState } from '@/components/state/QueryState';
import { useTaughtSessions } from '../hold/useTaughtSessions';
import { openOf } from '../sessions';
import { Projector } from './Projector';

/** What a class sees on the wall. It holds nothing of any student: no names, no counts, no answers. */
export function ProjectorPage() {
  const { t } = useTranslation('live-class');
  const { courseId = '' } = useParams();
  const [search] = useSearchParams();
  const sessions = useTaughtSessions();
  const open = openOf(sessions.data ?? []).filter(({ course_id: id }) => id === courseId);
  const shown = search.get('session') === null ? open[0] : open.find(({ id }) => id === search.get('session'));
  if (shown) return <Projector key={shown.id} session={shown} />;
  return (
    <Page title={t('projector.title')}>
      <QueryState query={sessions} skeleton={<Loading />}>
        {() => (
          <EmptyState
            icon={IconPresentation}
            title={t('projector.none')}
            action={
              <Button component={Link} to={`/teach/courses/${courseId}/live`}>
                {t('projector.to_live')}
              </Button>
            }
          >
            {t('projector.none_lead')}
          </EmptyState>
        )}
      </QueryState>
    </Page>
  );
}
