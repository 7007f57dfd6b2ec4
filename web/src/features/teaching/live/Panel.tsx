import { Card, Group, Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

interface PanelProps {
  title: string;
  lead?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}

/** A part of the live page under its own heading. */
export function Panel({ title, lead, aside, children }: PanelProps) {
  const headingId = useId();
  return (
    <Card component="section" aria-labelledby={headingId} padding="lg">
      <Group justify="space-between" align="baseline" gap="xs" mb={lead ? 4 : 'md'}>
        <Title order={2} size="h3" id={headingId}>{title}</Title>
        {aside}
      </Group>
      {lead ? <Text size="sm" c="dimmed" mb="md" maw="70ch" component="div">{lead}</Text> : null}
      {children}
    </Card>
  );
}
