import { Text } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/platform/api/client';
import { currentLocation, signal } from '@/platform/lesson/signals';
import { useContentLanguage } from '../contentLanguage';
import { useProgress } from '../progress/ProgressProvider';
import { startPosition, Watching, type WatchingChanges } from './watching';
import classes from './VideoBlock.module.css';

interface VideoBlockProps {
  lessonId: string;
  blockId: string;
  video: Schemas['VideoOut'];
  /** Seconds into the video where the student left off. */
  startAt: number;
}

type VideoEvent = SyntheticEvent<HTMLVideoElement>;

/** A video with captions that goes on where it was left and reports pauses and rewinds. */
export function VideoBlock({ lessonId, blockId, video, startAt }: VideoBlockProps) {
  const { t } = useTranslation('learning');
  const lang = useContentLanguage();
  const { record } = useProgress();
  const [watching] = useState(() => new Watching(video.duration_seconds));
  const [failed, setFailed] = useState(false);
  const location = { lessonId, blockId, inGradedQuiz: false };

  const report = ({ position: videoSeconds, completed, rewound }: WatchingChanges) => {
    if (videoSeconds !== undefined)
      record({ lessonId, blockId, status: completed ? 'completed' : 'viewed', videoSeconds });
    if (rewound !== undefined) signal({ type: 'behaviour', kind: 'rewind', location, seconds: rewound });
  };
  const resume = ({ currentTarget }: VideoEvent) => {
    currentTarget.currentTime = startPosition(startAt, video.duration_seconds);
  };
  const pause = ({ currentTarget }: VideoEvent) => {
    report(watching.pause(currentTarget.currentTime));
    if (currentTarget.ended || currentTarget.seeking || currentLocation() === null) return;
    signal({ type: 'behaviour', kind: 'pause', location });
    signal({ type: 'interruption_point', kind: 'video_pause', location });
  };

  if (failed)
    return (
      <Text role="alert" c="var(--danger-ink)">
        {t('video.failed')}
      </Text>
    );
  return (
    <video
      controls
      preload="metadata"
      playsInline
      className={classes.video}
      src={video.url}
      poster={video.poster_url ?? undefined}
      aria-label={t('video.label')}
      onLoadedMetadata={resume}
      onTimeUpdate={({ currentTarget }) => currentTarget.seeking || report(watching.play(currentTarget.currentTime))}
      onSeeked={({ currentTarget }) => report(watching.seek(currentTarget.currentTime))}
      onPause={pause}
      onError={() => setFailed(true)}
    >
      <track kind="captions" src={video.captions_url} label={t('video.captions')} srcLang={lang} default />
    </video>
  );
}
