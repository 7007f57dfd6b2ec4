import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocale } from '@/platform/i18n/locale';
import type { SharedMeasures } from './sharedView';

/** Shares of the time that is known, and how much of it is not: what is not known is no state. */
export function StateShares({ measures: { states, known } }: { measures: SharedMeasures }) {
  const { t } = useTranslation('insight');
  const percent = usePercent();
  const shares = Object.entries(states).toSorted(([, a], [, b]) => b - a) as [keyof typeof states, number][];
  return (
    <div>
      {shares.length === 0 ? (
        <Text component="span">{t('student.too_little')}</Text>
      ) : (
        shares.map(([state, share]) => (
          <div key={state}>
            {t(`app:affect.${state}`)} {percent(share)}
          </div>
        ))
      )}
      <Text size="sm" c="dimmed">
        {t('student.not_known', { percent: percent(1 - known) })}
      </Text>
    </div>
  );
}

/** What the shares rest on. */
export function Measured({
  measures: { sessions, minutes, coverage, check_ins: said, lost },
}: {
  measures: SharedMeasures;
}) {
  const { t } = useTranslation('insight');
  const percent = usePercent();
  return (
    <Text size="sm" c="dimmed" component="div">
      <div>
        {t('student.sessions', { count: sessions })} · {t('student.minutes', { count: Math.round(minutes) })}
      </div>
      {minutes > 0 ? <div>{t('student.coverage', { percent: percent(coverage) })}</div> : null}
      {said + lost > 0 ? <div>{t('student.said', { said, lost })}</div> : null}
    </Text>
  );
}

function usePercent() {
  const format = new Intl.NumberFormat(useLocale(), { style: 'percent', maximumFractionDigits: 0 });
  return (share: number) => format.format(share);
}
