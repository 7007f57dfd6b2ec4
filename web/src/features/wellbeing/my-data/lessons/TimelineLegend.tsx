import { ColorSwatch, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { affectColor, affectKey, EXPRESSIONS, LEARNING_STATES } from '@/components/affect';
import { AffectIcon } from '@/components/AffectIcon';
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
      <Entries label={t('lesson_timeline.lanes.expression')} names={expressions} />
      <Entries label={t('lesson_timeline.lanes.state')} names={states} />
      {unread ? (
        <Text size="sm" c="dimmed">
          {t('lesson_timeline.unread')}
        </Text>
      ) : null}
    </div>
  );
}

function Entries({ label, names }: { label: string; names: readonly Parameters<typeof affectColor>[0][] }) {
  const { t } = useTranslation('app');
  if (names.length === 0) return null;
  return (
    <Group gap="xs" wrap="wrap" align="baseline">
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <Group component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {names.map((name) => (
          <Text key={name} component="li" size="sm">
            <ColorSwatch
              component="span"
              size={13}
              color={affectColor(name)}
              mr={6}
              style={{ verticalAlign: '-1px', display: 'inline-flex' }}
            />
            <AffectIcon name={name} /> {t(affectKey(name))}
          </Text>
        ))}
      </Group>
    </Group>
  );
}
