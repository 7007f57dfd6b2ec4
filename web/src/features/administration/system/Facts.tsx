import { Card, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import classes from './Facts.module.css';

interface FactsProps {
  title: string;
  notice?: ReactNode;
  facts: readonly (readonly [name: string, value: string])[];
}

/** Things that do not change from second to second, with their names. */
export function Facts({ title, notice, facts }: FactsProps) {
  const headingId = useId();
  return (
    <Card component="section" aria-labelledby={headingId}>
      <Title order={2} size="h3" mb="sm" id={headingId}>{title}</Title>
      {notice}
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
