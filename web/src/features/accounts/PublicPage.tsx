import { Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

/** A page of the public frame: its title in the document and as the one h1. */
export function PublicPage({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Attune`;
  }, [title]);
  return (
    <Stack gap="xl">
      <div>
        <Title order={1}>{title}</Title>
        {lead ? (
          <Text c="dimmed" size="lg" mt={6}>
            {lead}
          </Text>
        ) : null}
      </div>
      {children}
    </Stack>
  );
}
