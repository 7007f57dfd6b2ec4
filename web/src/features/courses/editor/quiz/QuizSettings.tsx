import { Button, Collapse, NumberInput, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustments, IconChevronDown } from '@tabler/icons-react';
import { useContext, useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useZonedInput } from '@/platform/i18n/useZonedInput';
import { numberOrNull, type ContentFields } from '../blocks/fields';
import { EditorContext } from '../lesson/editorContext';
import type { QuizContent } from '../types';
import classes from './Quiz.module.css';

const REVIEWS: readonly QuizContent['review'][] = ['after_each', 'after_last', 'after_due'];

/** Whether a quiz counts, and by which rules it is taken. */
export function QuizSettings({ content, onChange }: ContentFields<'quiz'>) {
  const { t } = useTranslation('courses');
  const { toInput, fromInput, zoneNote } = useZonedInput();
  const id = useId();
  const { place } = useContext(EditorContext);
  const [opened, { toggle, open }] = useDisclosure(false);
  const set = (part: Partial<QuizContent>) => onChange({ ...content, ...part });
  useEffect(() => {
    if (place?.field && SETTINGS.has(place.field)) open();
  }, [place, open]);
  return (
    <div>
      <Stack gap="xs" align="flex-start">
        <Switch
          label={t('editor.quiz.graded')}
          description={t('editor.quiz.graded_why')}
          checked={content.graded}
          onChange={({ currentTarget }) =>
            set({ graded: currentTarget.checked, attempts_allowed: currentTarget.checked ? 2 : null })
          }
        />
        <Button
          size="compact-md"
          variant="subtle"
          color="gray"
          leftSection={<IconAdjustments size={17} aria-hidden />}
          rightSection={<IconChevronDown size={16} aria-hidden style={opened ? { rotate: '180deg' } : undefined} />}
          aria-expanded={opened}
          aria-controls={id}
          onClick={toggle}
        >
          {t('editor.quiz.settings')}
        </Button>
      </Stack>
      <Collapse expanded={opened} id={id}>
        <Stack gap="md" pt="sm" pb="xs">
          <div className={classes.row}>
            <NumberInput
              label={t('editor.quiz.attempts')}
              placeholder={t('editor.quiz.unlimited')}
              min={1}
              max={100}
              allowDecimal={false}
              data-field="attempts_allowed"
              value={content.attempts_allowed ?? ''}
              onChange={(value) => set({ attempts_allowed: numberOrNull(value) })}
            />
            <NumberInput
              label={t('editor.quiz.pass')}
              min={0}
              max={100}
              suffix=" %"
              data-field="pass_score"
              value={Math.round(100 * content.pass_score)}
              onChange={(value) => set({ pass_score: (numberOrNull(value) ?? 60) / 100 })}
            />
            <NumberInput
              label={t('editor.quiz.time')}
              placeholder={t('editor.quiz.no_limit')}
              min={1}
              max={1440}
              allowDecimal={false}
              data-field="time_limit_minutes"
              value={content.time_limit_minutes ?? ''}
              onChange={(value) => set({ time_limit_minutes: numberOrNull(value) })}
            />
            {content.graded ? (
              <NumberInput
                label={t('editor.quiz.weight')}
                min={0}
                max={100}
                data-field="weight"
                value={content.weight}
                onChange={(value) => set({ weight: numberOrNull(value) ?? 1 })}
              />
            ) : null}
          </div>
          <div className={classes.row}>
            <Select
              label={t('editor.quiz.review')}
              data={REVIEWS.map((value) => ({ value, label: t(`editor.quiz.reviews.${value}`) }))}
              value={content.review}
              allowDeselect={false}
              data-field="review"
              onChange={(review) => set({ review: (review ?? 'after_each') as QuizContent['review'] })}
            />
            {poolsOf(content).map((pool) => (
              <NumberInput
                key={pool}
                label={t('editor.quiz.draw', { pool })}
                description={t('editor.quiz.draw_why')}
                placeholder={t('editor.quiz.all')}
                min={1}
                max={200}
                allowDecimal={false}
                data-field="draw"
                value={content.draw[pool] ?? ''}
                onChange={(value) => set({ draw: drawn(content.draw, pool, numberOrNull(value)) })}
              />
            ))}
          </div>
          <div className={classes.row}>
            <TextInput
              type="datetime-local"
              label={t('editor.quiz.from')}
              description={zoneNote}
              data-field="available_from"
              value={toInput(content.available_from)}
              onChange={({ currentTarget: { value } }) => set({ available_from: fromInput(value) })}
            />
            <TextInput
              type="datetime-local"
              label={t('editor.quiz.until')}
              description={zoneNote}
              data-field="available_until"
              value={toInput(content.available_until)}
              onChange={({ currentTarget: { value } }) => set({ available_until: fromInput(value) })}
            />
          </div>
          <Switch
            label={t('editor.quiz.shuffle')}
            checked={content.shuffle}
            onChange={({ currentTarget }) => set({ shuffle: currentTarget.checked })}
          />
        </Stack>
      </Collapse>
    </div>
  );
}

/** The pools that questions of the quiz name. */
function poolsOf({ questions, draw }: QuizContent): string[] {
  return [...new Set([...questions.flatMap(({ pool }) => pool ?? []), ...Object.keys(draw)])];
}

function drawn(draw: QuizContent['draw'], name: string, count: number | null) {
  const others = Object.fromEntries(Object.entries(draw).filter(([pool]) => pool !== name));
  return count === null ? others : { ...others, [name]: count };
}

const SETTINGS = new Set([
  'attempts_allowed',
  'pass_score',
  'time_limit_minutes',
  'weight',
  'review',
  'draw',
  'available_from',
  'available_until',
]);
