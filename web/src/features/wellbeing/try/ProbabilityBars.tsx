import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { affectColor, affectKey, confidencePercent, EXPRESSIONS } from '@/components/affect';
import classes from './Try.module.css';

/** The eight probabilities as they are, also where the reading is not used. */
export function ProbabilityBars({ p, usable }: { p: readonly number[]; usable: boolean }) {
  const { t } = useTranslation('wellbeing');
  return (
    <table className={classes.bars} data-usable={usable} aria-label={t('try.probabilities')}>
      <tbody>
        {EXPRESSIONS.map((expression, index) => {
          const percent = confidencePercent(p[index] ?? 0);
          return (
            <tr key={expression}>
              <th scope="row">
                <Text size="sm">{t(affectKey(expression))}</Text>
              </th>
              <td className={classes.track} aria-hidden="true">
                <div className={classes.bar} style={{ width: `${percent}%`, background: affectColor(expression) }} />
              </td>
              <td className={classes.percent}>
                <Text size="sm">{t('try.percent', { percent })}</Text>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
