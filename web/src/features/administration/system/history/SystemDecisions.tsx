import { Alert, Anchor, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useUnits } from '../useUnits';
import { useSystemDecisions, type SystemDecision } from './api';
import classes from './History.module.css';

/** What about the system needs a decision, with the figures that say so and what to do; nothing before it is known. */
export function SystemDecisions() {
  const { t } = useTranslation('administration');
  const found = useSystemDecisions().data;
  if (!found?.measured && !found?.decisions.length) return null;
  return (
    <section aria-labelledby="system-decisions">
      <Title order={2} size="h3" id="system-decisions" mb="sm">
        {t('system.decisions.title')}
      </Title>
      {found.decisions.length === 0 ? (
        <Text c="var(--positive-ink)" display="flex" style={{ gap: '0.6rem', alignItems: 'center' }}>
          <IconCircleCheck size={20} aria-hidden /> {t('system.decisions.nothing')}
        </Text>
      ) : (
        <ul className={classes.decisions}>
          {found.decisions.map((decision) => (
            <li key={`${decision.kind} ${decision.job ?? ''}`}>
              <Decision decision={decision} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Decision({ decision }: { decision: SystemDecision }) {
  const { t } = useTranslation('administration');
  const { bytes, share, duration } = useUnits();
  const { kind } = decision;
  const words = kind === 'errors' && decision.before === null ? 'errors_new' : kind;
  const figures = {
    count: decision.days ?? decision.count ?? 0,
    job: decision.job,
    free: bytes(decision.free_bytes ?? 0),
    share: share(decision.share ?? 0),
    before: share(decision.before ?? 0),
    p95: duration(decision.p95_ms ?? 0),
  };
  return (
    <Alert
      color="apricot"
      icon={<IconAlertTriangle aria-hidden />}
      title={t(`system.decisions.${words}.title`, figures)}
    >
      <Text size="sm">{t(`system.decisions.${words}.why`, figures)}</Text>
      <Text size="sm" mt={4}>
        <strong>{t('system.decisions.to_do')}</strong> {t(`system.decisions.${kind}.to_do`, figures)}
      </Text>
      {kind === 'disk_full' || kind === 'disk_filling' ? (
        <Anchor component={Link} to="/admin/policy" size="sm">
          {t('system.decisions.retention')}
        </Anchor>
      ) : null}
    </Alert>
  );
}
