import { useId, useRef, useState } from 'react';
import { signal, useLessonSignal, type HelpKind } from '@/platform/lesson/signals';
import type { Block } from '../api';
import { helpTarget, OF_BLOCK } from './target';

interface Owner {
  lessonId: string;
  block: Block;
  /** Whose help it is; null for the block's own. */
  questionId: string | null;
  hints: readonly string[];
  /** Not in a graded attempt: then nothing opens, whoever asks. */
  available: boolean;
}

export interface Help {
  /** Of the button of each kind of help. */
  idOf: (kind: HelpKind) => string;
  isOpen: (kind: HelpKind) => boolean;
  /** How many hints of the ladder have been opened. */
  rung: number;
  /** Open help; of the hints the next one. */
  show: (kind: HelpKind) => void;
  /** Open or close help; hints come back as far as they were. */
  toggle: (kind: HelpKind) => void;
}

/** Which help of a block or an item is open. It says what the student opens, and opens what another feature asks for. */
export function useHelp({ lessonId, block, questionId, hints, available }: Owner): Help {
  const id = useId();
  const [open, setOpen] = useState<Readonly<Partial<Record<HelpKind, boolean>>>>({});
  const [rung, setRung] = useState(0);
  const reported = useRef(new Set<string>());
  const idOf = (kind: HelpKind) => `${id}-${kind}`;

  const report = (kind: HelpKind, step: number, total: number) => {
    if (reported.current.has(`${kind}${step}`)) return;
    reported.current.add(`${kind}${step}`);
    signal({ type: 'help_opened', kind, lessonId, blockId: block.id, questionId, step, total });
  };

  const show = (kind: HelpKind) => {
    setOpen((before) => ({ ...before, [kind]: true }));
    const next = Math.min(rung + 1, hints.length);
    if (kind === 'hint') setRung(next);
    report(kind, kind === 'hint' ? next : 1, kind === 'hint' ? hints.length : 1);
  };

  const toggle = (kind: HelpKind) => {
    if (open[kind] || (kind === 'hint' && rung > 0)) setOpen((before) => ({ ...before, [kind]: !before[kind] }));
    else show(kind);
  };

  useLessonSignal('open_help', ({ kind, blockId, questionId: asked }) => {
    if (!available || blockId !== block.id || kind === 'prerequisite') return;
    if (helpTarget(block, kind, asked) !== (questionId ?? OF_BLOCK)) return;
    show(kind);
    if (!goTo(idOf(kind))) requestAnimationFrame(() => goTo(idOf(kind)));
  });

  return { idOf, isOpen: (kind) => open[kind] ?? false, rung, show, toggle };
}

/** Bring a button into view and give it the focus; false while it is not there. */
function goTo(id: string): boolean {
  const button = document.getElementById(id);
  button?.scrollIntoView({ block: 'center' });
  button?.focus({ preventScroll: true });
  return button !== null;
}
