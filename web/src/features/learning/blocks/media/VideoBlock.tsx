import { Text } from '@mantine/core';
import { useEffect, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { clearPlayback, setPlayback } from '@/platform/lesson/playback';
import { currentLocation, signal } from '@/platform/lesson/signals';
import { useContentLanguage } from '../../contentLanguage';
import { useProgress } from '../../progress/ProgressProvider';
import { EmbeddedVideo } from './EmbeddedVideo';
import { Transcript } from './Transcript';
import type { ShownVideo } from './shown';
import { startPosition, Watching, type WatchingChanges } from './watching';
import classes from './VideoBlock.module.css';

interface VideoBlockProps {
  lessonId: string;
  blockId: string;
  video: ShownVideo;
  /** What the block is called. */
  title: string;
  /** Seconds into the video where the student left off. */
  startAt: number;
}

type VideoEvent = SyntheticEvent<HTMLVideoElement>;

/** A video of the course, or one of another site; with what is said in it. */
export function VideoBlock(props: VideoBlockProps) {
  const { video, title } = props;
  return (
    <>
      {video.embed_url ? (
        <EmbeddedVideo url={video.embed_url} provider={video.provider ?? ''} title={title} />
      ) : (
        <OwnVideo {...props} />
      )}
      <Transcript html={video.transcript_html ?? null} />
    </>
  );
}

/** A video with captions that goes on where it was left and reports pauses and rewinds. */
function OwnVideo({ lessonId, blockId, video, startAt }: VideoBlockProps) {
  const { t } = useTranslation('learning');
  const duration = video.duration_seconds ?? 0;
  const lang = useContentLanguage();
  const { record } = useProgress();
  const [watching] = useState(() => new Watching(duration));
  const [failed, setFailed] = useState(false);
  const location = { lessonId, blockId, inGradedQuiz: false };
  useEffect(() => () => clearPlayback(blockId), [blockId]);

  const report = ({ position: videoSeconds, completed, rewound }: WatchingChanges) => {
    if (videoSeconds !== undefined)
      record({ lessonId, blockId, status: completed ? 'completed' : 'viewed', videoSeconds });
    if (rewound !== undefined)
      signal({ type: 'behaviour', kind: 'rewind', location, seconds: rewound.seconds, position: rewound.to });
  };
  const play = ({ currentTarget }: VideoEvent) => {
    setPlayback(blockId, currentTarget.currentTime);
    if (!currentTarget.seeking) report(watching.play(currentTarget.currentTime));
  };
  const resume = ({ currentTarget }: VideoEvent) => {
    currentTarget.currentTime = startPosition(startAt, duration);
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
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- where an author gave no captions, there is a transcript at best
    <video
      controls
      preload="metadata"
      playsInline
      className={classes.video}
      src={video.url ?? undefined}
      poster={video.poster_url ?? undefined}
      aria-label={t('video.label')}
      onLoadedMetadata={resume}
      onTimeUpdate={play}
      onSeeked={({ currentTarget }) => report(watching.seek(currentTarget.currentTime))}
      onPause={pause}
      onError={() => setFailed(true)}
    >
      {video.captions_url ? (
        <track kind="captions" src={video.captions_url} label={t('video.captions')} srcLang={lang} default />
      ) : null}
    </video>
  );
}
