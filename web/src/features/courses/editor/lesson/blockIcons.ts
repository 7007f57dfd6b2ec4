import {
  IconAlignLeft,
  IconChartBar,
  IconChecklist,
  IconCode,
  IconExternalLink,
  IconFileDownload,
  IconInfoSquareRounded,
  IconMovie,
  IconPhoto,
  IconVolume,
  IconWriting,
} from '@tabler/icons-react';
import type { BlockKind } from '../types';

/** The sign of each kind of block. */
export const BLOCK_ICONS: Record<BlockKind, typeof IconCode> = {
  markdown: IconAlignLeft,
  image: IconPhoto,
  video: IconMovie,
  audio: IconVolume,
  file: IconFileDownload,
  quiz: IconChecklist,
  assignment: IconWriting,
  callout: IconInfoSquareRounded,
  code: IconCode,
  embed: IconExternalLink,
  poll: IconChartBar,
};
