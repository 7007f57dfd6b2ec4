import { Badge, Text } from '@mantine/core';
import { IconHandStop, IconMapPinQuestion } from '@tabler/icons-react';
import { memo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { affectColor, affectKey, confidencePercent } from '@/components/affect';
import { AffectIcon } from '@/components/AffectIcon';
import { useShareFormat } from '../class-states/shareFormat';
import type { LiveStudent } from '../types';
import { Ago } from './Ago';
import { isRead } from './roster';
import classes from './StudentTile.module.css';

interface StudentTileProps {
  student: LiveStudent;
  /** Whether to say where the student is; under the heading of their location it would be said twice. */
  withLocation?: boolean;
}

const ICONS = { hand_raised: IconHandStop, lost_here: IconMapPinQuestion } as const;

/**
 * A student of the course: what they ask and where, and how they may be doing where they let the tutor see it. A student who does
 * not share, has no camera on or cannot be read looks the same. Drawn again only when the student has changed.
 */
export const StudentTile = memo(function StudentTile({ student, withLocation = false }: StudentTileProps) {
  const { calls } = student;
  const read = isRead(student);
  return (
    <div
      className={classes.tile}
      data-read={read}
      style={read ? ({ '--mark': affectColor(student.learning_state ?? 'unknown') } as CSSProperties) : undefined}
    >
      <Text fw={600} className={classes.name}>
        {student.name}
      </Text>
      {calls.map((call) => (
        <CallLine key={call.kind} call={call} />
      ))}
      {withLocation && calls.length === 0 ? (
        <LocationLine lesson={student.lesson_title} block={student.block_title} />
      ) : null}
      {read ? <SharedReading student={student} /> : null}
    </div>
  );
});

function CallLine({ call }: { call: LiveStudent['calls'][number] }) {
  const { t } = useTranslation('live-class');
  const Icon = ICONS[call.kind];
  return (
    <div className={classes.call}>
      <Badge tt="none" variant="light" color="apricot" leftSection={<Icon aria-hidden size={14} />}>
        {t(call.kind === 'hand_raised' ? 'students.hand' : 'students.lost')}
      </Badge>
      <Text size="xs" c="dimmed" span>
        <Ago iso={call.at}>{(ago) => ago}</Ago>
      </Text>
      <LocationLine lesson={call.lesson_title} block={call.block_title} />
    </div>
  );
}

function LocationLine({ lesson, block }: { lesson: string | null; block: string | null }) {
  const location = [lesson, block].filter(Boolean).join(' · ');
  return location ? (
    <Text size="sm" c="dimmed" className={classes.location}>
      {location}
    </Text>
  ) : null;
}

function SharedReading({ student }: { student: LiveStudent }) {
  const { t } = useTranslation('live-class');
  const { percent } = useShareFormat();
  const { learning_state: state, expression, confidence, updated_at: updatedAt } = student;
  const shown = expression ? t('students.expression', { expression: t(affectKey(expression)) }) : null;
  return (
    <>
      {state !== null && state !== 'unknown' ? (
        <Text size="sm" fw={550}>
          <AffectIcon name={state} /> {t(affectKey(state))}
        </Text>
      ) : null}
      <Text size="xs" c="dimmed">
        {shown ? `${shown}${confidence === null ? '' : ` (${percent(confidencePercent(confidence) / 100)})`}` : ''}
        {shown && updatedAt ? ' · ' : ''}
        {updatedAt ? <Ago iso={updatedAt}>{(ago) => t('students.updated', { ago })}</Ago> : null}
      </Text>
    </>
  );
}
