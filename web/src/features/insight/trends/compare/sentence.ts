import { useTranslation } from 'react-i18next';
import type { Comparison } from '../api';
import { useTrendFormats } from '../formats';

type Compared = Comparison['measures'][number];

/** Say a difference of two groups so that it claims no more than its interval does. */
export function useSentence({ first, second }: Comparison): (compared: Compared) => string {
  const { t } = useTranslation('insight');
  const { scope: nameOf, points, measure: measureOf } = useTrendFormats();
  return ({ measure, difference, low, high, distinguishable }) => {
    const more = difference >= 0;
    const said = {
      measure: measureOf(measure),
      more: nameOf((more ? first : second).scope),
      less: nameOf((more ? second : first).scope),
      first: nameOf(first.scope),
      second: nameOf(second.scope),
    };
    if (!distinguishable) return t('compare.same', said);
    return t('compare.more', {
      ...said,
      count: Math.round(Math.abs(difference) * 100),
      low: points(more ? low : high),
      high: points(more ? high : low),
    });
  };
}
