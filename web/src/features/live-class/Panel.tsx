import { Card, Text, Title } from '@mantine/core';
import { useId, type ReactNode, type Ref } from 'react';

interface PanelProps {
  title: string;
  lead?: ReactNode;
  /** Where the focus goes when what had it is gone. */
  headingRef?: Ref<HTMLHeadingElement>;
  children: ReactNode;
}

/** A part of the live page under its own heading. */
export function Panel({ title, lead, headingRef, children }: PanelProps) {
  const headingId = useId();
  return (
    <Card component="section" aria-labelledby={headingId} padding="lg">
      <Title
        order={2}
        size="h3"
        mb={lead ? 4 : 'md'}
        id={headingId}
        ref={headingRef}
        tabIndex={headingRef ? -1 : undefined}
      >
        {title}
      </Title>
      {lead ? (
        <Text size="sm" c="dimmed" mb="md" maw="70ch" component="div">
          {lead}
        </Text>
      ) : null}
      {children}
    </Card>
  );
}
