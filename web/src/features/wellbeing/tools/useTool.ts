import { useState } from 'react';
import { currentPlace, useLessonSignal, type LessonPlace, type Tool } from '@/platform/lesson/signals';

/** A tool and the place for which it was opened. */
export interface OpenTool {
  tool: Tool;
  place: Pick<LessonPlace, 'lessonId' | 'blockId'>;
}

/** The one tool that is open, if any; opening another replaces it. */
export function useTool() {
  const [open, setOpen] = useState<OpenTool | null>(null);
  useLessonSignal('open_tool', ({ tool, blockId }) => {
    const place = currentPlace();
    if (place) setOpen({ tool, place: { lessonId: place.lessonId, blockId } });
  });
  return { open, close: () => setOpen(null) };
}
