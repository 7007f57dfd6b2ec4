import { Alert } from '@mantine/core';
import { IconCameraOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SystemSnapshot } from '../types';
import { Facts } from './Facts';
import { useUnits } from './useUnits';

interface ModelCardProps {
  model: SystemSnapshot['model'];
  problem: SystemSnapshot['model_problem'];
}

/** The model that students' devices are served, with what was measured of it; or why there is none. */
export function ModelCard({ model, problem }: ModelCardProps) {
  const { t } = useTranslation('administration');
  const { count } = useUnits();
  const notice = problem ? (
    <Alert color="apricot" icon={<IconCameraOff aria-hidden />} title={t('system.model.problem')}>{problem.message}</Alert>
  ) : null;
  const facts = model ? [
    [t('system.model.name'), `${model.name} ${model.version}`],
    [t('system.model.parameters'), count(model.parameters)],
    ...measured(model.metrics),
    ['SHA-256', model.sha256],
  ] as const : [];
  return <Facts title={t('system.model.title')} notice={notice} facts={facts} />;
}

/** What the bundle's manifest says was measured, by the names it uses; nested figures by their path. */
function measured(metrics: Record<string, unknown>, path = ''): [string, string][] {
  return Object.entries(metrics).flatMap(([name, value]): [string, string][] => {
    const key = path ? `${path} · ${name}` : name;
    if (Array.isArray(value)) return [[key, value.map(written).join(' – ')]];
    return typeof value === 'object' && value !== null ? measured(value as Record<string, unknown>, key) : [[key, written(value)]];
  });
}

function written(value: unknown): string {
  return typeof value === 'number' ? String(Math.round(value * 10_000) / 10_000) : String(value);
}
