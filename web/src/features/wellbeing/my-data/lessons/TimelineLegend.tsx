import { ColorSwatch, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  affectColor,
  affectKey,
  EXPRESSION_EMOJI,
  EXPRESSIONS,
  LEARNING_STATES,
  STATE_EMOJI,
} from '@/components/affect';
import type { LessonTimeline } from '../api';
import { runsOf } from './runs';

/** Which colour and pictogram stands for what, as far as it occurs. */
export function TimelineLegend({ timeline }: { timeline: LessonTimeline }) {
  const { t } = useTranslation('wellbeing');
  const runs = runsOf(timeline.points);
  if (runs.length === 0) return null;
  const expressions = EXPRESSIONS.filter((name) => runs.some(({ expression }) => expression === name));
  const states = LEARNING_STATES.filter((name) => name !== 'unknown' && runs.some(({ state }) => state === name));
  const unread = runs.some(({ expression, state }) => expression === 'unknown' || state === 'unknown');
  return (
    <div>
      <Entries
        label={t('lesson_timeline.lanes.expression')}
        entries={expressions.map((name) => ({ name, emoji: EXPRESSION_EMOJI[name] }))}
      />
      <Entries
        label={t('lesson_timeline.lanes.state')}
        entries={states.map((name) => ({ name, emoji: STATE_EMOJI[name] }))}
      />
      {unread ? (
        <Text size="sm" c="dimmed">
          {t('lesson_timeline.unread')}
        </Text>
      ) : null}
    </div>
  );
}

function Entries({
  label,
  entries,
}: {
  label: string;
  entries: { name: Parameters<typeof affectColor>[0]; emoji: string }[];
}) {
  const { t } = useTranslation('app');
  if (entries.length === 0) return null;
  return (
    <Group gap="xs" wrap="wrap" align="baseline">
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <Group component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {entries.map(({ name, emoji }) => (
          <Text key={name} component="li" size="sm">
            <ColorSwatch
              component="span"
              size={13}
              color={affectColor(name)}
              mr={6}
              style={{ verticalAlign: '-1px', display: 'inline-flex' }}
            />
            <span aria-hidden="true">{emoji}</span> {t(affectKey(name))}
          </Text>
        ))}
      </Group>
    </Group>
  );
}
