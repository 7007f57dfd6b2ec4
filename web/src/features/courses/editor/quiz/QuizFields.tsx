import { Button, Menu, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useContext, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showUndo } from '@/components/undo/undoStore';
import type { ContentFields } from '../blocks/fields';
import { newItem, QUESTION_KINDS } from '../draft/newBlocks';
import { inserted, moved, replaced, without } from '../draft/order';
import { useLatest } from '../draft/useLatest';
import { EditorContext } from '../lesson/editorContext';
import type { Item, QuestionKind } from '../types';
import { QuestionCard } from './QuestionCard';
import { QuizSettings } from './QuizSettings';
import classes from './Quiz.module.css';

/** A quiz: its questions, one of them open at a time, and its rules. */
export function QuizFields({ blockId, content, onChange }: ContentFields<'quiz'> & { blockId: string }) {
  const { t } = useTranslation('courses');
  const { place, announce } = useContext(EditorContext);
  const { questions } = content;
  const [openId, setOpenId] = useState<string | null>(questions.length === 1 ? (questions[0]?.id ?? null) : null);
  const [followed, setFollowed] = useState(0);
  const list = useRef<HTMLOListElement>(null);
  const latest = useLatest(content);
  const setQuestions = (next: Item[]) => onChange({ ...latest.current, questions: next });

  if (place && place.nonce !== followed) {
    setFollowed(place.nonce);
    if (place.blockId === blockId && place.questionId) setOpenId(place.questionId);
  }

  const focusQuestion = (id: string, selector: string) =>
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-question="${id}"] ${selector}`)?.focus(),
    );
  const add = (kind: QuestionKind) => {
    const item = newItem(kind);
    setQuestions([...questions, item]);
    setOpenId(item.id);
    setTimeout(() => focusQuestion(item.id, '[contenteditable]'), 60);
  };
  const remove = (item: Item) => {
    const index = questions.indexOf(item);
    setQuestions(without(questions, item.id));
    const neighbour = questions[index + 1] ?? questions[index - 1];
    if (neighbour) focusQuestion(neighbour.id, '[data-toggle]');
    showUndo({
      message: t('editor.removed', { name: t('editor.quiz.question', { number: index + 1 }) }),
      undo: () => setQuestions(inserted(latest.current.questions, item, index)),
    });
  };
  const move = (item: Item, to: number) => {
    setQuestions(moved(questions, questions.indexOf(item), to));
    announce(t('editor.moved', { position: to + 1, count: questions.length }));
    focusQuestion(item.id, '[data-tools] button:not(:disabled)');
  };

  return (
    <Stack gap="md">
      <QuizSettings content={content} onChange={onChange} />
      {questions.length === 0 ? (
        <Text c="dimmed" data-field="questions">
          {t('editor.quiz.empty')}
        </Text>
      ) : null}
      <ol className={classes.questions} ref={list}>
        {questions.map((item, index) => (
          <QuestionCard
            key={item.id}
            item={item}
            index={index}
            count={questions.length}
            opened={item.id === openId}
            onToggle={() => setOpenId(item.id === openId ? null : item.id)}
            onChange={(next) => setQuestions(replaced(latest.current.questions, next))}
            onMove={(to) => move(item, to)}
            onRemove={() => remove(item)}
          />
        ))}
      </ol>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button variant="light" leftSection={<IconPlus size={18} aria-hidden />} style={{ alignSelf: 'start' }}>
            {t('editor.quiz.add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {QUESTION_KINDS.map((kind) => (
            <Menu.Item key={kind} onClick={() => add(kind)}>
              {t(`editor.questions.${kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Stack>
  );
}
