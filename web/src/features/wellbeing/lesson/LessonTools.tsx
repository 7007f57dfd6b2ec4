import { Button, Text } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import { useDates } from '@/platform/i18n/dates';
import { useLessonLocation } from '@/platform/lesson/signals';
import { useSettings } from '../api';
import { locationOf } from '../calls/openCalls';
import { useHand } from '../calls/useCall';
import { allowsCamera } from '../camera/cameraMode';
import { CameraPill } from '../camera/pill/CameraPill';
import { RecentMessages } from '../support/menus/RecentMessages';
import { CheckInButton } from './CheckInButton';
import classes from './LessonTools.module.css';

/** What is always within reach in a lesson: a raised hand, a word about how it goes, the camera. */
export function LessonTools({ lessonId }: { lessonId: string }) {
  const { t } = useTranslation('wellbeing');
  const { describe } = useErrorMessage();
  const location = useLessonLocation();
  const settings = useSettings().data;
  const { time } = useDates();
  const hand = useHand(lessonId, location?.blockId ?? null);
  const up = hand.call !== null;
  const where = hand.call && hand.call.lesson_id !== lessonId ? locationOf(hand.call) : null;

  return (
    <section className={classes.tools} aria-label={t('tools.label')}>
      <Button
        size="sm"
        h={40}
        variant={up ? 'filled' : 'default'}
        aria-pressed={up}
        loading={hand.busy}
        leftSection={<IconHandStop size={18} aria-hidden />}
        onClick={up ? hand.takeBack : hand.say}
      >
        <span className={classes.label}>{up ? t('hand.lower') : t('hand.raise')}</span>
      </Button>
      {settings && settings.mode !== 'off' ? <CheckInButton lessonId={lessonId} /> : null}
      <RecentMessages />
      {settings && allowsCamera(settings.allowed_modes) ? <CameraPill settings={settings} /> : null}
      <Text size="sm" role="status" className={classes.status} c={hand.error ? 'var(--danger-ink)' : 'dimmed'}>
        {hand.error
          ? describe(hand.error)
          : hand.call
            ? t(where ? 'hand.said_elsewhere' : 'hand.said', { time: time(hand.call.at), place: where })
            : ''}
      </Text>
    </section>
  );
}
