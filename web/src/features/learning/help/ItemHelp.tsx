import { Button, Collapse, Group, Text } from '@mantine/core';
import { IconBulb, IconFeather, IconListNumbers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Block, Question } from '../api';
import { lazyPart } from '@/components/on-demand/lazyPart';
import { RichText } from '../blocks/RichText';
import { FoldedHelp } from './FoldedHelp';
import { HintLadder } from './HintLadder';
import { exampleFor } from './target';
import { useHelp } from './useHelp';
import classes from './ItemHelp.module.css';

/** Few open it; it is fetched when its button is reached for. */
const EasierQuestion = lazyPart(async () => (await import('./EasierQuestion')).EasierQuestion);
const fetchEasier = () => void EasierQuestion.preload().catch(() => undefined);

interface ItemHelpProps {
  lessonId: string;
  block: Block;
  question: Question;
  number: number;
  /** Whether the last answer was right; null while there is none. */
  correct: boolean | null;
  /** Not in a graded attempt. */
  available: boolean;
}

/** The help of one question: a ladder of hints, a rung a tap; an example; and an easier question, all opened in place. */
export function ItemHelp({ lessonId, block, question, number, correct, available }: ItemHelpProps) {
  const { t } = useTranslation('learning');
  const { hints, easier } = question;
  const example = exampleFor(question, block);
  const { idOf, isOpen, rung, show, toggle } = useHelp({ lessonId, block, questionId: question.id, hints, available });
  // What was answered in it stays when it is folded again.
  const [easierSeen, setEasierSeen] = useState(false);
  if (isOpen('easier') && !easierSeen) setEasierSeen(true);
  const needed = correct !== true || isOpen('hint') || isOpen('example') || isOpen('easier');
  if (!available || !needed || (hints.length === 0 && example === null && easier === null)) return null;

  const unread = rung < hints.length;
  const named = (label: string) => ({ 'aria-label': t('help.at_question', { label, number }), children: label });
  const next = () => (isOpen('hint') || rung === 0) && unread;
  const folded = (kind: 'example' | 'easier') => ({
    id: idOf(kind),
    size: 'compact-md',
    variant: 'subtle',
    color: 'gray',
    'aria-expanded': isOpen(kind),
    'aria-controls': `${idOf(kind)}-panel`,
    onClick: () => toggle(kind),
  });

  return (
    <div className={classes.help} data-item-help>
      {correct === false && unread ? (
        <Text size="sm" mb={6}>
          {t('help.after_wrong', { context: rung === 0 ? 'first' : 'next' })}
        </Text>
      ) : null}
      <Group gap="xs">
        {hints.length > 0 ? (
          <Button
            id={idOf('hint')}
            size="compact-md"
            variant={correct === false ? 'light' : 'subtle'}
            color="apricot"
            leftSection={<IconBulb size={17} aria-hidden />}
            aria-expanded={isOpen('hint')}
            aria-controls={`${idOf('hint')}-panel`}
            onClick={() => (next() ? show('hint') : toggle('hint'))}
            {...named(hintLabel())}
          />
        ) : null}
        {example === null ? null : (
          <Button
            {...folded('example')}
            leftSection={<IconListNumbers size={17} aria-hidden />}
            {...named(isOpen('example') ? t('example.hide') : t('example.show'))}
          />
        )}
        {easier === null ? null : (
          <Button
            {...folded('easier')}
            onPointerEnter={fetchEasier}
            onFocus={fetchEasier}
            leftSection={<IconFeather size={17} aria-hidden />}
            {...named(isOpen('easier') ? t('easier_question.hide') : t('easier_question.show'))}
          />
        )}
      </Group>
      <Collapse expanded={isOpen('hint')} id={`${idOf('hint')}-panel`} className={classes.panel}>
        <HintLadder
          hints={hints}
          rung={rung}
          action={unread ? { label: t('hint.hide', { count: hints.length }), onClick: () => toggle('hint') } : null}
        />
      </Collapse>
      {example === null ? null : (
        <FoldedHelp
          buttonId={idOf('example')}
          opened={isOpen('example')}
          title={t('example.title')}
          className={classes.panel}
        >
          <RichText html={example} />
        </FoldedHelp>
      )}
      {easier === null ? null : (
        <FoldedHelp
          buttonId={idOf('easier')}
          opened={isOpen('easier')}
          title={t('easier_question.title')}
          className={classes.panel}
        >
          {easierSeen ? <EasierQuestion blockId={block.id} questionId={question.id} easier={easier} /> : null}
        </FoldedHelp>
      )}
    </div>
  );

  function hintLabel(): string {
    if (next()) return t('hint.step', { number: rung + 1, count: hints.length });
    return isOpen('hint') ? t('hint.hide', { count: hints.length }) : t('hint.again', { count: hints.length });
  }
}
