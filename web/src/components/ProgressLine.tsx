import { Group, Progress, Text } from '@mantine/core';

interface ProgressLineProps {
  value: number;
  total: number;
  /** What is counted, for a screen reader and beside the bar: "3 of 8 lessons". */
  label: string;
}

/** A thin bar with its figures in words. */
export function ProgressLine({ value, total, label }: ProgressLineProps) {
  const percent = total === 0 ? 0 : (100 * value) / total;
  return (
    <Group gap="sm" wrap="nowrap">
      <Progress.Root size="sm" radius="xl" flex={1} aria-hidden="true">
        <Progress.Section value={percent} />
      </Progress.Root>
      <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {label}
      </Text>
    </Group>
  );
}
