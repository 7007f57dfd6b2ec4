import { Anchor, Group, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { Page } from '@/components/Page';
import { isGone, QueryState } from '@/components/state/QueryState';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useReview } from './api';
import { comparedScope, scopeOf } from './scope';
import { ReviewView } from './ReviewView';

/** A lesson looked back at: where it got stuck, and the way to what stands there. */
export function ReviewPage() {
  const { t } = useTranslation('insight');
  const { lessonId = '' } = useParams();
  const [search] = useSearchParams();
  const scope = scopeOf(search);
  const review = useReview(lessonId, scope);
  const compared = useReview(lessonId, comparedScope(scope, search.get('with')));
  const found = review.data;
  return (
    <Page
      title={titleOf()}
      width="wide"
      lead={t('review.lead')}
      trail={
        found ? (
          <Group gap={6} component="nav" aria-label={t('review.trail')}>
            <Anchor component={Link} to={`/teach/courses/${found.course_id}/review`} c="dimmed">
              <span {...contentAttributes(found.language)}>{found.course_title}</span>
            </Anchor>
          </Group>
        ) : null
      }
    >
      <QueryState
        query={review}
        errorTitle={t('review.not_loaded')}
        wayOn={{ to: '/teach', label: t('review.to_home') }}
        skeleton={<Skeleton height={540} radius="lg" />}
      >
        {(data) => <ReviewView review={data} compared={compared.data} comparing={compared} />}
      </QueryState>
    </Page>
  );

  function titleOf(): string {
    if (found) return t('review.title', { lesson: found.lesson_title });
    return isGone(review.error) ? t('review.gone') : t('review.loading');
  }
}
