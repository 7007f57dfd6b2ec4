import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { BlockKind } from '../types';
import { format, FORMATS, type Format } from './formatting';

export interface SlashWords {
  blocks: readonly { kind: BlockKind; label: string }[];
  formats: Readonly<Record<Format, string>>;
  /** What stands beside a block, and beside a format. */
  newBlock: string;
  here: string;
}

const OFFERED: readonly Format[] = FORMATS.filter((kind) => kind !== 'bold' && kind !== 'italic');

/** A menu at `/` on an empty line: blocks to add below, and what can stand in the text itself. */
export function slashMenu(words: () => SlashWords, onBlock: (kind: BlockKind) => void): Extension {
  const source = (context: CompletionContext): CompletionResult | null => {
    const typed = context.matchBefore(/^\s*\/[\p{L}\d ]*$/u);
    if (!typed) return null;
    const { blocks, formats, newBlock, here } = words();
    const clear = (view: EditorView) =>
      view.dispatch({ changes: { from: typed.from, to: view.state.selection.main.head } });
    const options: Completion[] = [
      ...blocks.map(({ kind, label }, index) => ({
        label: `/${label}`,
        displayLabel: label,
        detail: newBlock,
        boost: 50 - index,
        apply: (view: EditorView) => {
          clear(view);
          onBlock(kind);
        },
      })),
      ...OFFERED.map((kind, index) => ({
        label: `/${formats[kind]}`,
        displayLabel: formats[kind],
        detail: here,
        boost: -index,
        apply: (view: EditorView) => {
          clear(view);
          view.dispatch(view.state.update(format(view.state, kind)));
        },
      })),
    ];
    return { from: typed.from + typed.text.indexOf('/'), options, validFor: /^\/[\p{L}\d ]*$/u };
  };
  return autocompletion({ override: [source], icons: false, activateOnTyping: true, closeOnBlur: true });
}
