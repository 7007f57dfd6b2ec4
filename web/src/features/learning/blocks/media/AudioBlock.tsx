import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProgress } from '../../progress/ProgressProvider';
import { Transcript } from './Transcript';
import type { ShownAudio } from './shown';
import classes from './Media.module.css';

interface AudioBlockProps {
  lessonId: string;
  blockId: string;
  audio: ShownAudio;
}

/** A recording; heard to its end it is done. */
export function AudioBlock({ lessonId, blockId, audio }: AudioBlockProps) {
  const { t } = useTranslation('learning');
  const { record } = useProgress();
  const [failed, setFailed] = useState(false);
  return (
    <div>
      {failed ? (
        <Text role="alert" c="var(--danger-ink)">
          {t('audio.failed')}
        </Text>
      ) : (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- what is said stands in the transcript below
        <audio
          controls
          preload="metadata"
          className={classes.audio}
          src={audio.url}
          aria-label={t('audio.label')}
          onEnded={() => record({ lessonId, blockId, status: 'completed' })}
          onError={() => setFailed(true)}
        />
      )}
      <Transcript html={audio.transcript_html} />
    </div>
  );
}
