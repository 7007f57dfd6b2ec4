import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { shift, zoomIn, zoomOut, type Range } from './range';

interface ZoomControlsProps {
  whole: Range;
  value: Range;
  onChange: (range: Range) => void;
  /** The shown stretch of time in words. */
  shown: string;
  children: ReactNode;
}

const MOVES: Record<string, (value: Range, whole: Range) => Range> = {
  '+': zoomIn,
  '-': zoomOut,
  ArrowLeft: (value, whole) => shift(value, -1, whole),
  ArrowRight: (value, whole) => shift(value, 1, whole),
  Home: (_, whole) => whole,
};

const BUTTONS = [
  { key: '+', label: 'zoom_in', Icon: IconZoomIn },
  { key: '-', label: 'zoom_out', Icon: IconZoomOut },
  { key: 'ArrowLeft', label: 'earlier', Icon: IconArrowLeft },
  { key: 'ArrowRight', label: 'later', Icon: IconArrowRight },
] as const;

/** Closer and further, earlier and later: by button, or by + - and the arrow keys while the focus is on one of them. */
export function ZoomControls({ whole, value, onChange, shown, children }: ZoomControlsProps) {
  const { t } = useTranslation('wellbeing');
  const move = (key: string) => {
    const moved = MOVES[key]?.(value, whole);
    if (moved) onChange(moved);
    return moved !== undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && move(event.key)) event.preventDefault();
  };
  const all = value.from === whole.from && value.to === whole.to;
  return (
    <div>
      {children}
      <Group gap={6} mt="xs" role="toolbar" aria-label={t('zoom.label')} onKeyDown={onKeyDown}>
        {BUTTONS.map(({ key, label, Icon }) => (
          <ActionIcon
            key={key}
            size={36}
            variant="default"
            aria-label={t(`zoom.${label}`)}
            aria-keyshortcuts={key}
            onClick={() => move(key)}
          >
            <Icon size={18} aria-hidden />
          </ActionIcon>
        ))}
        <Button size="compact-md" fz="sm" variant="subtle" disabled={all} onClick={() => onChange(whole)}>
          {t('zoom.whole')}
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {shown}
        </Text>
      </Group>
    </div>
  );
}
