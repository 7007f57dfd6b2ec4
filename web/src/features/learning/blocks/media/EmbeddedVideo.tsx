import { Button, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Media.module.css';

interface EmbeddedVideoProps {
  url: string;
  /** Whose site it is, such as YouTube. */
  provider: string;
  /** What the block is called. */
  title: string;
}

/** A video of another site. Nothing is asked of that site until the student wants it and knows what it learns. */
export function EmbeddedVideo({ url, provider, title }: EmbeddedVideoProps) {
  const { t } = useTranslation('learning');
  const [loaded, setLoaded] = useState(false);
  if (loaded)
    return (
      <iframe
        src={url}
        title={t('video.of', { provider, title })}
        className={classes.frame}
        allow="fullscreen; picture-in-picture"
        allowFullScreen
        referrerPolicy="strict-origin-when-cross-origin"
        // oxlint-disable-next-line react/iframe-missing-sandbox -- the origin that it has is the other site's, never ours
        sandbox="allow-scripts allow-same-origin allow-presentation allow-popups"
      />
    );
  return (
    <div className={classes.unloaded}>
      <Button leftSection={<IconPlayerPlay size={18} aria-hidden />} onClick={() => setLoaded(true)}>
        {t('video.load', { provider })}
      </Button>
      <Text size="sm" c="dimmed" maw="46ch">
        {t('video.sends', { provider })}
      </Text>
    </div>
  );
}
