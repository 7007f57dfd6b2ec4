import { Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { contentAttributes, directionOf } from '@/platform/i18n/contentLanguage';
import classes from './Page.module.css';

let firstPageShown = false;

interface PageProps {
  title: string;
  /** The title's language where it is not the interface's. */
  titleLang?: string;
  /** Shown above the title: where this page belongs. */
  trail?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  /** How much room the content needs: text, a lesson with its side column, a dashboard, or two texts side by side. */
  width?: 'reading' | 'study' | 'wide' | 'full';
  children: ReactNode;
}

/** A page: the document's title, its one h1 (which takes the focus after a navigation) and a comfortable measure. */
export function Page({ title, titleLang, trail, lead, actions, width = 'reading', children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = `${title} · Attune`;
  }, [title]);

  useEffect(() => {
    if (firstPageShown) heading.current?.focus({ preventScroll: true });
    firstPageShown = true;
  }, []);

  return (
    <div className={classes.page} data-width={width} dir={titleLang && directionOf(titleLang)}>
      <Group justify="space-between" align="flex-end" gap="md" mb="xl">
        <Stack gap={6} className={classes.heading}>
          {trail ? (
            <Text size="sm" c="dimmed" component="div">
              {trail}
            </Text>
          ) : null}
          <Title order={1} {...contentAttributes(titleLang)} tabIndex={-1} ref={heading}>
            {title}
          </Title>
          {lead ? (
            <Text c="dimmed" size="lg" maw="62ch" component="div">
              {lead}
            </Text>
          ) : null}
        </Stack>
        {actions}
      </Group>
      {children}
    </div>
  );
}
