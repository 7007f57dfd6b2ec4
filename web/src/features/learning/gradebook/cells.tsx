import { ActionIcon, TextInput, VisuallyHidden } from '@mantine/core';
import {
  IconClockExclamation,
  IconDots,
  IconEyeOff,
  IconHourglass,
  IconMessage,
  IconPencil,
  IconUserPlus,
} from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '@/platform/i18n/locale';
import { isTooMany } from '../grading/gradeForm';
import type { Grade, GradeItem } from '../work/gradingTypes';
import { readPoints, weightShare } from './grid';
import classes from './Gradebook.module.css';

/** What an item is, and how much of the total it counts. */
export const ItemHeading = memo(function ItemHeading({
  item,
  items,
}: {
  item: GradeItem;
  items: readonly GradeItem[];
}) {
  const { t } = useTranslation('learning');
  const percent = Math.round(weightShare(item, items));
  return (
    <span className={classes.heading} title={item.title}>
      <span className={classes.title}>{item.title}</span>
      <span className={classes.small}>
        {t('gradebook.of', { count: item.points, percent })}
        {item.hidden_until ? (
          <IconEyeOff
            size={14}
            role="img"
            aria-label={t('gradebook.hidden')}
            className={classes.icon}
            style={{ marginInlineStart: 4 }}
          />
        ) : null}
      </span>
    </span>
  );
});

/** Formats by language: to make one takes longer than to draw a cell, and hundreds of cells are drawn while one scrolls. */
const formats = new Map<string, { number: Intl.NumberFormat; percent: Intl.NumberFormat }>();

function useFormats() {
  const locale = useLocale();
  const known = formats.get(locale);
  if (known) return known;
  const made = {
    number: new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }),
    percent: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
  };
  formats.set(locale, made);
  return made;
}

/** A total in percent. What did not change is not drawn again while the table scrolls; the same goes for a grade. */
export const Total = memo(function Total({ share }: { share: number | null }) {
  const { percent } = useFormats();
  return share === null ? <span className={classes.none}>–</span> : <strong>{percent.format(share)}</strong>;
});

/** A grade in few signs; each has its words for who does not see it. */
export const GradeMark = memo(function GradeMark({ grade, most }: { grade: Grade | undefined; most: number }) {
  const { t } = useTranslation('learning');
  const { number } = useFormats();
  if (!grade) return <span className={classes.none}>–</span>;
  const { points, max_points: of, state, late, overridden, excused, comment } = grade;
  return (
    <span className={classes.mark}>
      {late ? (
        <IconClockExclamation size={14} role="img" aria-label={t('assignment.was_late')} className={classes.warm} />
      ) : null}
      {overridden ? (
        <IconPencil size={14} role="img" aria-label={t('gradebook.overridden')} className={classes.icon} />
      ) : null}
      {comment ? (
        <IconMessage size={14} role="img" aria-label={t('gradebook.has_comment')} className={classes.icon} />
      ) : null}
      {excused ? (
        <span className={classes.small}>{t('gradebook.excused')}</span>
      ) : points !== null ? (
        <span>
          {number.format(points)}
          {of === most ? null : (
            <span className={classes.small} title={t('gradebook.of_earlier', { count: of, most: number.format(of) })}>
              {' / '}
              {number.format(of)}
            </span>
          )}
        </span>
      ) : state === 'waiting' ? (
        <IconHourglass size={16} role="img" aria-label={t('gradebook.waiting')} className={classes.warm} />
      ) : state === 'joined_after' ? (
        <IconUserPlus size={16} role="img" aria-label={t('gradebook.joined_after')} className={classes.warm} />
      ) : state === 'missing' ? (
        <span className={classes.missing}>{t('gradebook.missing')}</span>
      ) : (
        <span className={classes.none}>
          <span aria-hidden="true">–</span>
          <VisuallyHidden>{t('gradebook.open')}</VisuallyHidden>
        </span>
      )}
    </span>
  );
});

interface CellEditorProps {
  label: string;
  /** The digit that began it; empty when it began with Enter. */
  start: string;
  grade: Grade | undefined;
  max: number;
  onSave: (points: number | null) => void;
  onMove: (key: 'ArrowDown' | 'ArrowRight') => void;
  onCancel: () => void;
  onDetails: () => void;
}

/** Points in place: Enter saves and goes down, Tab to the right, Escape leaves everything as it was. */
export function CellEditor({ label, start, grade, max, onSave, onMove, onCancel, onDetails }: CellEditorProps) {
  const { t } = useTranslation('learning');
  const [typed, setTyped] = useState(() => start || (grade?.points ?? '').toString());
  const points = readPoints(typed, max);
  const before = grade?.points ?? null;
  const { number } = useFormats();
  const refusal = isTooMany(Number(typed.trim().replace(',', '.')), max)
    ? t('grading.at_most', { count: max, max: number.format(max) })
    : t('gradebook.no_number');
  const save = (key: 'ArrowDown' | 'ArrowRight') => {
    if (points === undefined) return;
    if (points === before) onCancel();
    else onSave(points);
    onMove(key);
  };
  return (
    <span className={classes.editor}>
      <TextInput
        aria-label={label}
        size="xs"
        autoFocus
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        classNames={{ root: classes.typed ?? '', error: classes.refused ?? '' }}
        error={points === undefined ? refusal : undefined}
        onFocus={(event) => {
          if (start === '') event.currentTarget.select();
        }}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') onCancel();
          else if (event.key === 'Enter') save('ArrowDown');
          else if (event.key === 'Tab' && !event.shiftKey && points !== undefined) {
            event.preventDefault();
            save('ArrowRight');
          }
        }}
      />
      <ActionIcon size={28} variant="subtle" color="gray" aria-label={t('gradebook.details')} onClick={onDetails}>
        <IconDots size={16} aria-hidden />
      </ActionIcon>
    </span>
  );
}
