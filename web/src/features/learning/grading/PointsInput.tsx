import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocale } from '@/platform/i18n/locale';
import { isTooMany } from './gradeForm';

interface PointsInputProps {
  label: string;
  /** The label is heard and not seen: the words beside the field say it. */
  hideLabel?: boolean;
  value: number | null;
  max: number;
  onChange: (points: number | null) => void;
  /** The field is left. */
  onLeave?: () => void;
}

/** Points, from nothing to what there is to get. More than that stays as it was typed, and the field says why it is refused. */
export function PointsInput({ label, hideLabel = false, value, max, onChange, onLeave }: PointsInputProps) {
  const { t } = useTranslation('learning');
  const number = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: 2 });
  const decimal = number.format(1.5).charAt(1);
  return (
    <NumberInput
      {...(hideLabel ? { 'aria-label': label } : { label })}
      data-points
      size="md"
      value={value ?? ''}
      allowNegative={false}
      clampBehavior="none"
      error={isTooMany(value, max) ? t('grading.at_most', { count: max, max: number.format(max) }) : undefined}
      decimalScale={2}
      decimalSeparator={decimal}
      allowedDecimalSeparators={['.', ',']}
      hideControls
      rightSection={<span aria-hidden="true">{t('grading.of', { max })}</span>}
      rightSectionWidth={`${String(String(max).length + 4)}ch`}
      rightSectionProps={{ style: { color: 'var(--ink-muted)', pointerEvents: 'none' } }}
      onChange={(next) => onChange(next === '' ? null : Number(next))}
      onBlur={onLeave}
    />
  );
}
