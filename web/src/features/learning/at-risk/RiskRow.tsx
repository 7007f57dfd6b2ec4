import { Anchor, Button, Checkbox, Text } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDates } from '@/platform/i18n/dates';
import type { RiskEntry, RiskList } from './riskList';
import { useReasons } from './useReasons';
import classes from './AtRisk.module.css';

interface RiskRowProps {
  entry: RiskEntry;
  list: RiskList;
  /** Undefined where the reader neither writes nor marks. */
  chosen: boolean | undefined;
  onChoose: (on: boolean) => void;
  onMark: (looked: boolean) => void;
}

/** A student with every rule that holds, in words. */
export function RiskRow({ entry, list, chosen, onChoose, onMark }: RiskRowProps) {
  const { t } = useTranslation('learning');
  const { relative } = useDates();
  const reasons = useReasons()(entry);
  const { student_id: id, name, group_names: groups, look } = entry;
  return (
    <li className={classes.row} data-looked={look !== null}>
      {chosen === undefined ? null : (
        <Checkbox
          className={classes.check}
          aria-label={t('at_risk.choose', { name })}
          checked={chosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
          data-screen-only
        />
      )}
      <div>
        <Anchor component={Link} to={`/teach/courses/${list.course_id}/students/${id}`} fw={600} c="var(--ink)">
          {name}
        </Anchor>
        {groups.length > 0 ? (
          <Text size="sm" c="dimmed">
            {groups.join(', ')}
          </Text>
        ) : null}
      </div>
      <ul className={classes.reasons}>
        {reasons.map(({ rule, text }) => (
          <li key={rule}>
            {text}
            <Named entry={entry} rule={rule} titles={list.titles} />
          </li>
        ))}
      </ul>
      <div className={classes.look}>
        {look !== null ? (
          <Text size="sm" c="dimmed">
            {look.by_name === null
              ? t('at_risk.looked', { when: relative(look.at) })
              : t('at_risk.looked_by', { name: look.by_name, when: relative(look.at) })}
          </Text>
        ) : null}
        {chosen === undefined ? null : (
          <Button
            size="compact-md"
            variant="default"
            data-screen-only
            leftSection={look === null ? <IconEye size={16} aria-hidden /> : <IconEyeOff size={16} aria-hidden />}
            aria-label={t(look === null ? 'at_risk.mark_name' : 'at_risk.unmark_name', { name })}
            onClick={() => onMark(look === null)}
          >
            {t(look === null ? 'at_risk.mark' : 'at_risk.unmark')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Which work, and which lessons. */
function Named({ entry, rule, titles }: { entry: RiskEntry; rule: string; titles: RiskList['titles'] }) {
  const ids = rule === 'missing' ? entry.missing_ids : rule === 'overdue' ? entry.overdue_ids : [];
  if (ids.length === 0) return null;
  return (
    <Text size="sm" c="dimmed" component="span" className={classes.named}>
      <bdi>{ids.map((id) => titles[id]).join(', ')}</bdi>
    </Text>
  );
}
