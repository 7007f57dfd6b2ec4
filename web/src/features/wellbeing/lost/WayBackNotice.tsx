import { Button, CloseButton, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLessonLocation } from '@/platform/lesson/signals';
import classes from '../calls/CallNotices.module.css';
import { setWayBack, useWayBack } from './wayBack';

/** Under the header, while help has led the student away: the way back to where they were. */
export function WayBackNotice() {
  const { t } = useTranslation('wellbeing');
  const back = useWayBack();
  const location = useLessonLocation();
  const isBack = back !== null && location?.blockId === back.blockId;
  useEffect(() => {
    if (isBack) setWayBack(null);
  }, [isBack]);
  if (!back || location?.lessonId === back.lessonId) return null;
  return (
    <nav className={classes.notice} aria-label={t('way_back.label')}>
      <IconArrowBackUp aria-hidden size={20} stroke={1.7} />
      <Text size="sm" className={classes.words}>
        {t('way_back.from', { title: back.title })}
      </Text>
      <Button size="compact-md" component={Link} to={`/lessons/${back.lessonId}#block-${back.blockId}`}>
        {t('way_back.go')}
      </Button>
      <CloseButton aria-label={t('way_back.stay')} onClick={() => setWayBack(null)} />
    </nav>
  );
}
