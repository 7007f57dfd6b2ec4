import { Button, Collapse, Group } from '@mantine/core';
import { IconBulb, IconFeather, IconListNumbers, IconMountain } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Block } from '../api';
import { FoldedHelp } from '../help/FoldedHelp';
import { HintLadder } from '../help/HintLadder';
import { useHelp } from '../help/useHelp';
import { RichText } from './RichText';
import classes from './BlockFrame.module.css';

const FOLDED = [
  { kind: 'example', Icon: IconListNumbers },
  { kind: 'easier', Icon: IconFeather },
  { kind: 'challenge', Icon: IconMountain },
] as const;

interface BlockHelpProps {
  lessonId: string;
  block: Block;
  /** Not in a graded attempt. */
  available: boolean;
}

/** Help that opens on request, hints before examples; support may open it on the student's word. */
export function BlockHelp({ lessonId, block, available }: BlockHelpProps) {
  const { t } = useTranslation('learning');
  const { hints } = block;
  const { idOf, isOpen, rung, show, toggle } = useHelp({ lessonId, block, questionId: null, hints, available });
  if (!available) return null;
  const folded = FOLDED.flatMap(({ kind, Icon }) => {
    const html = block[kind];
    return html === null ? [] : [{ kind, Icon, html }];
  });
  const next = rung < hints.length ? { label: t('hint.next'), onClick: () => show('hint') } : null;

  return (
    <div className={classes.help}>
      <Group gap="xs">
        {hints.length > 0 ? (
          <Button
            id={idOf('hint')}
            size="sm"
            variant="light"
            color="apricot"
            leftSection={<IconBulb size={18} aria-hidden />}
            aria-expanded={isOpen('hint')}
            aria-controls={`${idOf('hint')}-panel`}
            onClick={() => toggle('hint')}
          >
            {isOpen('hint') ? t('hint.hide', { count: hints.length }) : t('hint.show')}
          </Button>
        ) : null}
        {folded.map(({ kind, Icon }) => (
          <Button
            key={kind}
            id={idOf(kind)}
            size="sm"
            variant="default"
            leftSection={<Icon size={18} aria-hidden />}
            aria-expanded={isOpen(kind)}
            aria-controls={`${idOf(kind)}-panel`}
            onClick={() => toggle(kind)}
          >
            {isOpen(kind) ? t(`${kind}.hide`) : t(`${kind}.show`)}
          </Button>
        ))}
      </Group>
      <Collapse expanded={isOpen('hint')} id={`${idOf('hint')}-panel`} className={classes.panel}>
        <HintLadder hints={hints} rung={Math.max(1, rung)} action={next} />
      </Collapse>
      {folded.map(({ kind, html }) => (
        <FoldedHelp
          key={kind}
          buttonId={idOf(kind)}
          opened={isOpen(kind)}
          title={t(`${kind}.title`)}
          className={classes.panel}
        >
          <RichText html={html} />
        </FoldedHelp>
      ))}
    </div>
  );
}
