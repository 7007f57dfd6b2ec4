import { CloseButton, Group, Text } from '@mantine/core';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { goToBlock } from '../lesson/goToBlock';
import { AskTutor } from './AskTutor';
import { NoteForm } from './NoteForm';
import { BreakTimer } from './BreakTimer';
import { BreathingPacer } from '../breathing/BreathingPacer';
import { PlanStep } from './PlanStep';
import classes from './ToolPanel.module.css';
import type { OpenTool } from './useTool';

/** One thing that helps, open because the student asked for it: beside the lesson, never over it, gone with Escape. */
export function ToolPanel({ open, onClose }: { open: OpenTool; onClose: () => void }) {
  const { t } = useTranslation('wellbeing');
  const panel = useRef<HTMLElement>(null);
  const close = useEffectEvent(onClose);

  useEffect(() => {
    const before = document.activeElement;
    const element = panel.current;
    (element?.querySelector<HTMLElement>('[data-autofocus]') ?? element)?.focus();
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation(); // it closes the tool, not the message behind it
      close();
    };
    element?.addEventListener('keydown', listen);
    return () => {
      element?.removeEventListener('keydown', listen);
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);

  return (
    <section className={classes.panel} ref={panel} tabIndex={-1} aria-label={t(`tool.${open.tool}`)}>
      <Group justify="space-between" wrap="nowrap" mb="xs">
        <Text fw={600}>{t(`tool.${open.tool}`)}</Text>
        <CloseButton aria-label={t('tool.close')} onClick={onClose} />
      </Group>
      <Tool open={open} onDone={onClose} />
    </section>
  );
}

function Tool({ open, onDone }: { open: OpenTool; onDone: () => void }) {
  const navigate = useNavigate();
  switch (open.tool) {
    case 'break':
      return (
        <BreakTimer
          onDone={() => {
            onDone();
            goToBlock(open.location.lessonId, open.location.blockId, navigate);
          }}
        />
      );
    case 'breathing':
      return <BreathingPacer onDone={onDone} />;
    case 'plan':
      return <PlanStep onDone={onDone} />;
    case 'ask_tutor':
      return <AskTutor {...open.location} prefill={open.prefill} onDone={onDone} />;
    case 'note':
      return <NoteForm {...open.location} onDone={onDone} />;
  }
}
