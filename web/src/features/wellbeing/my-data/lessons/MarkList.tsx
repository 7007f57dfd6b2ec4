import { Badge, Group, Text } from '@mantine/core';
import { useDates } from '@/platform/i18n/dates';
import type { LessonTimeline } from '../api';
import { laneOf } from './runs';
import { useTimelineWords } from './useTimelineWords';
import classes from './MarkList.module.css';

/** What I said, what was said to me, and what I did, in the order of time. */
export function MarkList({ timeline }: { timeline: LessonTimeline }) {
  const words = useTimelineWords(timeline);
  const { time } = useDates();
  return (
    <ol className={classes.list}>
      {timeline.marks.map((mark) => (
        <li key={`${mark.kind}${mark.id}`} className={classes.mark}>
          <Text component="time" dateTime={mark.at} size="sm" c="dimmed">
            {time(mark.at)}
          </Text>
          <div>
            <Group gap="xs">
              <Text fw={600} size="sm">
                {words.title(mark)}
              </Text>
              <Badge variant="light" color="gray" size="sm">
                {words.lane(laneOf(mark))}
              </Badge>
            </Group>
            {words.detail(mark) ? <Text size="sm">{words.detail(mark)}</Text> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
