import { Anchor, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useStuckPlaces } from './api';
import classes from './Review.module.css';
import { useReviewWords } from './useReviewWords';

/** On a tutor's home: where it got stuck lately, each a click away from what happened there. Quiet where it did not. */
export function StuckPlaces() {
  const { t } = useTranslation('insight');
  const words = useReviewWords();
  const places = useStuckPlaces().data ?? [];
  if (places.length === 0) return null;
  return (
    <section aria-labelledby="stuck-places">
      <Title order={2} size="h3" id="stuck-places" mb="sm">
        {t('stuck.title')}
      </Title>
      <ul className={classes.list}>
        {places.map((place) => (
          <li key={place.block_id} className={classes.note}>
            <Anchor component={Link} fw={600} to={`/teach/lessons/${place.lesson_id}/review?block=${place.block_id}`}>
              {t('stuck.place', {
                lesson: place.lesson_title,
                part: words.block({ name: place.block_name, kind: place.block_kind }),
              })}
            </Anchor>
            <Text size="sm" c="dimmed">
              {t('stuck.share', { share: words.share(place.share) })} ·{' '}
              <span {...contentAttributes(place.language)}>{place.course_title}</span>
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
