import { Badge, Group, Text } from '@mantine/core';
import { IconHandStop, IconMapPinQuestion } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { affectColor, affectKey, STATE_EMOJI } from '@/components/affect';
import type { LiveStudent } from '../types';
import { useFigures } from './figures';
import { isRead } from './roster';
import classes from './StudentTile.module.css';
import { useAgo } from './useAgo';

interface StudentTileProps {
  student: LiveStudent;
  blockTitles: ReadonlyMap<string, string>;
}

/** A student who is here: where, and, only when they share it, how they may be doing. */
export function StudentTile({ student, blockTitles }: StudentTileProps) {
  const { t } = useTranslation('teaching');
  const { name, lesson_title, block_id, learning_state, hand_raised, lost_here } = student;
  const place = [lesson_title, block_id ? blockTitles.get(block_id) : undefined].filter(Boolean).join(' · ');
  const color = affectColor(learning_state ?? 'unknown');
  return (
    <li className={classes.tile} data-read={isRead(student)} style={{ '--mark': color } as CSSProperties}>
      <Group gap={8} justify="space-between" align="center">
        <Text fw={600}>{name}</Text>
        <Group gap={4}>
          {hand_raised ? <Badge tt="none" variant="light" color="apricot" leftSection={<IconHandStop aria-hidden size={14} />}>{t('students.hand')}</Badge> : null}
          {lost_here ? <Badge tt="none" variant="light" color="apricot" leftSection={<IconMapPinQuestion aria-hidden size={14} />}>{t('students.lost')}</Badge> : null}
        </Group>
      </Group>
      {place ? <Text size="sm" c="dimmed" lineClamp={2}>{place}</Text> : null}
      {isRead(student) ? <SharedReading student={student} /> : null}
    </li>
  );
}

function SharedReading({ student }: { student: LiveStudent }) {
  const { t } = useTranslation('teaching');
  const { percent } = useFigures();
  const ago = useAgo();
  const { learning_state, expression, confidence, updated_at } = student;
  return (
    <>
      {learning_state ? (
        <Text mt="xs" fw={550}><span aria-hidden="true">{STATE_EMOJI[learning_state]} </span>{t(affectKey(learning_state))}</Text>
      ) : null}
      {expression ? (
        <Text size="sm">
          {t('students.expression', { expression: t(affectKey(expression)) })}
          {confidence === null ? null : ` (${percent(confidence)})`}
        </Text>
      ) : null}
      {updated_at ? <Text size="xs" c="dimmed">{t('students.updated', { ago: ago(updated_at) })}</Text> : null}
    </>
  );
}
