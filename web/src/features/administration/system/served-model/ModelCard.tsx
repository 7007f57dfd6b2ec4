import { Alert } from '@mantine/core';
import { IconCameraOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SystemSnapshot } from '../../types';
import { FactList, Facts, type Fact } from '../Facts';
import { useUnits } from '../useUnits';
import { readMetrics } from './metrics';
import classes from '../Facts.module.css';

interface ModelCardProps {
  model: SystemSnapshot['model'];
  problem: SystemSnapshot['model_problem'];
}

/** The model that students' devices are served, with what was measured of it; or why there is none. */
export function ModelCard({ model, problem }: ModelCardProps) {
  const { t } = useTranslation('administration');
  const notice = problem ? (
    <Alert color="apricot" icon={<IconCameraOff aria-hidden />} title={t('system.model.problem')}>
      {t(`app:error.codes.${problem.code}`)}
    </Alert>
  ) : null;
  return (
    <Facts title={t('system.model.title')} notice={notice}>
      {model ? <ModelFacts model={model} /> : null}
    </Facts>
  );
}

function ModelFacts({ model }: { model: NonNullable<SystemSnapshot['model']> }) {
  const { t } = useTranslation('administration');
  const { count, share } = useUnits();
  const { accuracy, interval, calibrationError, pictures, split, protocol, others } = readMetrics(model.metrics);
  const known = (value: number | null, write: (value: number) => string) =>
    value === null ? t('system.model.not_measured') : write(value);
  const between = interval ? ` (${share(interval[0])} – ${share(interval[1])})` : '';
  const measuredOn = [split, protocol && t('system.model.protocol', { protocol })].filter(Boolean).join(', ');
  const facts: Fact[] = [
    [t('system.model.name'), `${model.name} ${model.version}`],
    [t('system.model.parameters'), count(model.parameters)],
    [t('system.model.file'), t(`system.model.precisions.${model.precision}`)],
    [t(`system.model.accuracy_of.${model.precision}`), known(accuracy, share) + between],
    ...(model.precision === 'int8'
      ? [[t('system.model.accuracy_float'), known(model.float_accuracy, share)] satisfies Fact]
      : []),
    [t('system.model.calibration'), known(calibrationError, share)],
    [t('system.model.images'), known(pictures, count) + (measuredOn ? ` (${measuredOn})` : '')],
    ['SHA-256', model.sha256],
  ];
  return (
    <>
      <FactList facts={facts} />
      {others.length > 0 ? (
        <details className={classes.more}>
          <summary>{t('system.model.others', { count: others.length })}</summary>
          <FactList facts={others} />
        </details>
      ) : null}
    </>
  );
}
