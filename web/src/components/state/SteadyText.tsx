import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './SteadyText.module.css';

interface SteadyTextProps {
  /** Everything that may come to stand here. */
  room: readonly string[];
  color?: string;
  className?: string;
  /** Whether a screen reader says it when it changes. */
  live?: 'off' | 'polite';
  /** What stands here now; nothing is as high as everything. */
  children: ReactNode;
}

/**
 * A state that changes by itself, in a place that does not: it is as high as the longest of what may stand there. What is
 * below or beside it stays where the pointer is about to press it.
 */
export function SteadyText({ room, color = 'dimmed', className = '', live = 'off', children }: SteadyTextProps) {
  return (
    <Text component="div" size="sm" c={color} className={`${classes.steady} ${className}`}>
      <span role="status" aria-live={live}>
        {children}
      </span>
      {room.map((words) => (
        <span key={words} className={classes.room} data-words={words} aria-hidden />
      ))}
    </Text>
  );
}
