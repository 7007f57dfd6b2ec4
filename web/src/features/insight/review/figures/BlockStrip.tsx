import { Text, UnstyledButton } from '@mantine/core';
import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Review } from '../api';
import { drawn } from './reviewOption';
import classes from '../Review.module.css';
import { useReviewWords } from '../useReviewWords';

const STEEP = 0.3; // as on the home: from there on a part is worth a look

interface BlockStripProps {
  review: Review;
  /** The index of the part that is open; -1 for none. */
  opened: number;
  onOpen: (blockId: string) => void;
}

/** The parts of the lesson above their figures, as wide as they take: arrow keys go along, Enter opens one. */
export function BlockStrip({ review, opened, onOpen }: BlockStripProps) {
  const { t } = useTranslation('insight');
  const words = useReviewWords();
  const strip = useRef<HTMLDivElement>(null);
  const go = (event: KeyboardEvent, index: number) => {
    const last = review.blocks.length - 1;
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    strip.current?.querySelectorAll('button')[Math.min(last, Math.max(0, to))]?.focus();
  };
  return (
    <>
      <Text size="sm" c="dimmed" mb={6}>
        {t('strip.lead')}
      </Text>
      <div ref={strip} role="toolbar" aria-label={t('strip.label')} className={classes.strip}>
        {review.blocks.map((block, index) => (
          <UnstyledButton
            key={block.block_id}
            className={classes.part}
            style={{ flexGrow: block.expected_seconds }}
            tabIndex={index === Math.max(0, opened) ? 0 : -1}
            aria-pressed={index === opened}
            aria-label={t('strip.part', {
              number: index + 1,
              part: words.block(block),
              share: words.share(block.friction?.share),
            })}
            data-steep={block.friction ? drawn(block.friction.share) >= STEEP : false}
            onKeyDown={(event) => go(event, index)}
            onClick={() => onOpen(block.block_id)}
          >
            {index + 1}
          </UnstyledButton>
        ))}
      </div>
    </>
  );
}
