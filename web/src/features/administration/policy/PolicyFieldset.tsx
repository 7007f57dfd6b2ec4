import { Card, Text } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import classes from './PolicyFieldset.module.css';

interface PolicyFieldsetProps {
  title: string;
  lead: string;
  children: ReactNode;
}

/** A part of the policy: a group of fields under a heading that says what they decide. */
export function PolicyFieldset({ title, lead, children }: PolicyFieldsetProps) {
  const leadId = useId();
  return (
    <Card component="fieldset" className={classes.fieldset} aria-describedby={leadId}>
      <legend className={classes.legend}>
        <h2>{title}</h2>
      </legend>
      <Text c="dimmed" size="sm" maw="65ch" mb="md" id={leadId}>
        {lead}
      </Text>
      {children}
    </Card>
  );
}
