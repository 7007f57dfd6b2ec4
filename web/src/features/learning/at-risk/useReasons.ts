import { useTranslation } from 'react-i18next';
import { useLocale } from '@/platform/i18n/locale';
import type { RiskEntry, RiskRules } from './riskList';

/** Each rule that holds for a student, in words with its figures. */
export function useReasons(): (entry: RiskEntry) => { rule: RiskEntry['rules'][number]; text: string }[] {
  const { t } = useTranslation('learning');
  const percent = usePercent();
  const say = (entry: RiskEntry, rule: RiskEntry['rules'][number]): string => {
    switch (rule) {
      case 'missing':
        return t('at_risk.reasons.missing', { missing: entry.missing, count: entry.due });
      case 'overdue':
        return t('at_risk.reasons.overdue', { overdue: entry.overdue, count: entry.due_lessons });
      case 'unseen':
        return entry.seen_at === null
          ? t('at_risk.reasons.never_seen', { count: entry.unseen_days })
          : t('at_risk.reasons.unseen', { count: entry.unseen_days });
      case 'average':
        return t('at_risk.reasons.average', { percent: percent(entry.average ?? 0), count: entry.graded });
    }
  };
  return (entry) => entry.rules.map((rule) => ({ rule, text: say(entry, rule) }));
}

/** From where on each rule holds, in words; rules that are off are left out. */
export function useThresholds(): (rules: RiskRules) => string[] {
  const { t } = useTranslation('learning');
  const percent = usePercent();
  return (rules) => {
    const found: string[] = [];
    if (rules.missing_at_least !== null) found.push(t('at_risk.thresholds.missing', { count: rules.missing_at_least }));
    if (rules.overdue_at_least !== null) found.push(t('at_risk.thresholds.overdue', { count: rules.overdue_at_least }));
    if (rules.unseen_days !== null) found.push(t('at_risk.thresholds.unseen', { count: rules.unseen_days }));
    if (rules.average_below !== null)
      found.push(
        t('at_risk.thresholds.average', { percent: percent(rules.average_below), count: rules.graded_at_least }),
      );
    return found;
  };
}

function usePercent() {
  const format = new Intl.NumberFormat(useLocale(), { style: 'percent', maximumFractionDigits: 0 });
  return (share: number) => format.format(share);
}
