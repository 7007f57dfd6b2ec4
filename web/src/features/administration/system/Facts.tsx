import { Card, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import classes from './Facts.module.css';

export type Fact = readonly [name: string, value: string];

interface FactsProps {
  title: string;
  notice?: ReactNode;
  children: ReactNode;
}

/** A card of things that do not change from second to second. */
export function Facts({ title, notice, children }: FactsProps) {
  const headingId = useId();
  return (
    <Card component="section" aria-labelledby={headingId}>
      <Title order={2} size="h3" mb="sm" id={headingId}>
        {title}
      </Title>
      {notice}
      {children}
    </Card>
  );
}

/** Names and values, a line each. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
