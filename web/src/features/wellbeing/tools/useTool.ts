import { useState } from 'react';
import { currentLocation, useLessonSignal, type LessonLocation, type Tool } from '@/platform/lesson/signals';

/** A tool and the location for which it was opened. */
export interface OpenTool {
  tool: Tool;
  location: Pick<LessonLocation, 'lessonId' | 'blockId'>;
  /** What its form begins with. */
  prefill: string;
}

/** The one tool that is open, if any; opening another replaces it. */
export function useTool() {
  const [open, setOpen] = useState<OpenTool | null>(null);
  useLessonSignal('open_tool', ({ tool, blockId, prefill }) => {
    const location = currentLocation();
    if (location) setOpen({ tool, location: { lessonId: location.lessonId, blockId }, prefill: prefill ?? '' });
  });
  return { open, close: () => setOpen(null) };
}
