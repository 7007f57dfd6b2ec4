import { Button, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { showUndo } from '@/components/undo/undoStore';
import { numberOrNull, orNull } from '../blocks/fields';
import { HintFields } from '../blocks/HelpFields';
import { GRADED_BY_HAND, newQuestion, QUESTION_KINDS } from '../draft/newBlocks';
import { MarkdownField } from '../text/MarkdownField';
import type { AnyQuestion, Item, QuestionKind } from '../types';
import { KindFields } from './KindFields';
import { rekinded } from './rekinded';
import classes from './Quiz.module.css';

interface ItemFieldsProps {
  item: Item;
  onChange: (item: Item) => void;
}

/** Everything about a question of a quiz: what is asked, what is right, and what helps. */
export function ItemFields({ item, onChange }: ItemFieldsProps) {
  const { t } = useTranslation('courses');
  const set = (part: Partial<Item>) => onChange({ ...item, ...part } as Item);
  return (
    <div className={classes.body}>
      <QuestionFields question={item} onChange={(question) => set(question)} />
      <div className={classes.row}>
        <NumberInput
          label={t('editor.quiz.points')}
          min={0.1}
          max={1000}
          data-field="points"
          value={item.points}
          onChange={(points) => set({ points: numberOrNull(points) ?? 1 })}
        />
        <TextInput
          label={t('editor.quiz.skill')}
          description={t('editor.quiz.skill_why')}
          placeholder="the-mean"
          maxLength={60}
          data-field="skill"
          value={item.skill ?? ''}
          onChange={({ currentTarget: { value } }) => set({ skill: asName(value) })}
        />
        <TextInput
          label={t('editor.quiz.pool')}
          description={t('editor.quiz.pool_why')}
          maxLength={60}
          data-field="pool"
          value={item.pool ?? ''}
          onChange={({ currentTarget: { value } }) => set({ pool: asName(value) })}
        />
      </div>
      <Stack gap="lg" className={classes.section}>
        <HintFields hints={item.hints} onChange={(hints) => set({ hints })} />
        <MarkdownField
          label={t('editor.help.example')}
          description={t('editor.help.example_why')}
          field="example"
          value={item.example ?? ''}
          onChange={(text) => set({ example: orNull(text) })}
        />
        {GRADED_BY_HAND.has(item.kind) ? null : <EasierFields item={item} onChange={(easier) => set({ easier })} />}
      </Stack>
    </div>
  );
}

/** A name as the server takes it: small letters, digits and hyphens. */
const asName = (text: string) => orNull(text.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-'));

/** What is asked, of whatever kind, and what the author says about an answer. */
function QuestionFields({ question, onChange }: { question: AnyQuestion; onChange: (question: AnyQuestion) => void }) {
  const { t } = useTranslation('courses');
  return (
    <>
      <Select
        label={t('editor.quiz.kind')}
        data={QUESTION_KINDS.map((value) => ({ value, label: t(`editor.questions.${value}`) }))}
        value={question.kind}
        allowDeselect={false}
        maw="18rem"
        onChange={(kind) => kind && onChange(rekinded(question, kind as QuestionKind))}
      />
      <MarkdownField
        label={t('editor.quiz.prompt')}
        field="prompt"
        value={question.prompt}
        onChange={(prompt) => onChange({ ...question, prompt })}
      />
      <KindFields question={question} onChange={onChange} />
      <MarkdownField
        label={t('editor.quiz.feedback')}
        description={t('editor.quiz.feedback_why')}
        field="feedback"
        value={question.feedback ?? ''}
        onChange={(text) => onChange({ ...question, feedback: orNull(text) })}
      />
    </>
  );
}

/** A question of the same kind that asks less; it counts for nothing. */
function EasierFields({ item, onChange }: { item: Item; onChange: (easier: AnyQuestion | null) => void }) {
  const { t } = useTranslation('courses');
  const { easier } = item;
  if (easier === null)
    return (
      <Button
        size="compact-md"
        variant="subtle"
        leftSection={<IconPlus size={17} aria-hidden />}
        style={{ alignSelf: 'start' }}
        onClick={() => onChange(newQuestion(item.kind))}
      >
        {t('editor.quiz.add_easier')}
      </Button>
    );
  const remove = () => {
    onChange(null);
    showUndo({ message: t('editor.removed', { name: t('editor.quiz.easier') }), undo: () => onChange(easier) });
  };
  return (
    <Stack gap="md" role="group" aria-label={t('editor.quiz.easier')} data-field="easier" className={classes.section}>
      <div>
        <Text fw={600}>{t('editor.quiz.easier')}</Text>
        <Text size="xs" c="dimmed">
          {t('editor.quiz.easier_why')}
        </Text>
      </div>
      <MarkdownField
        label={t('editor.quiz.easier_prompt')}
        value={easier.prompt}
        onChange={(prompt) => onChange({ ...easier, prompt })}
      />
      <KindFields question={easier} onChange={onChange} />
      <Button
        size="compact-md"
        variant="subtle"
        color="gray"
        leftSection={<IconTrash size={17} aria-hidden />}
        style={{ alignSelf: 'start' }}
        onClick={remove}
      >
        {t('editor.quiz.remove_easier')}
      </Button>
    </Stack>
  );
}
