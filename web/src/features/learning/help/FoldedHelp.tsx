import { Collapse, Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface FoldedHelpProps {
  /** Of the button that opens it. */
  buttonId: string;
  opened: boolean;
  title: string;
  className?: string | undefined;
  children: ReactNode;
}

/** A piece of help below its button, folded until it is asked for. */
export function FoldedHelp({ buttonId, opened, title, className, children }: FoldedHelpProps) {
  return (
    <Collapse expanded={opened} id={`${buttonId}-panel`} className={className}>
      <Paper p="md" radius="md" withBorder bg="var(--surface-card)">
        <Text fw={600} mb="xs">
          {title}
        </Text>
        {children}
      </Paper>
    </Collapse>
  );
}
