import { EditorSelection, type ChangeSpec, type EditorState, type TransactionSpec } from '@codemirror/state';
import type { Command, KeyBinding } from '@codemirror/view';

/** What the toolbar can do with the text. */
export const FORMATS = ['bold', 'italic', 'heading', 'list', 'numbers', 'link', 'formula', 'table', 'code'] as const;
export type Format = (typeof FORMATS)[number];

const MARKS = { bold: '**', italic: '*', formula: '$', code: '`' } as const;

/** Put marks around what is selected, or take them away where they stand already. */
function wrap(state: EditorState, mark: string): TransactionSpec {
  return state.changeByRange(({ from, to }) => {
    const before = state.sliceDoc(from - mark.length, from);
    const after = state.sliceDoc(to, to + mark.length);
    if (before === mark && after === mark)
      return {
        changes: [
          { from: from - mark.length, to: from },
          { from: to, to: to + mark.length },
        ],
        range: EditorSelection.range(from - mark.length, to - mark.length),
      };
    return {
      changes: [
        { from, insert: mark },
        { from: to, insert: mark },
      ],
      range: EditorSelection.range(from + mark.length, to + mark.length),
    };
  });
}

/** What begins a line, and what it looks like where it stands already. */
const LINE_STARTS = {
  heading: { pattern: /^#{1,6} /, begin: () => '## ' },
  list: { pattern: /^[-*+] /, begin: () => '- ' },
  numbers: { pattern: /^\d+[.)] /, begin: (index: number) => `${index + 1}. ` },
};

/** Begin every selected line so, or take that away where all of them do already. */
function beginLines(state: EditorState, kind: keyof typeof LINE_STARTS): TransactionSpec {
  const { pattern, begin } = LINE_STARTS[kind];
  const { from, to } = state.selection.main;
  const lines = [];
  for (let at = state.doc.lineAt(from); ; at = state.doc.line(at.number + 1)) {
    lines.push(at);
    if (at.to >= to) break;
  }
  const begun = lines.every(({ text }) => pattern.test(text));
  const changes: ChangeSpec[] = lines.map((line, index) => {
    const other = Object.values(LINE_STARTS).find((start) => start.pattern.test(line.text));
    const length = other?.pattern.exec(line.text)?.[0].length ?? 0;
    return { from: line.from, to: line.from + length, insert: begun ? '' : begin(index) };
  });
  return { changes };
}

function link(state: EditorState): TransactionSpec {
  return state.changeByRange(({ from, to }) => {
    const text = state.sliceDoc(from, to);
    const address = /^https?:\/\/\S+$/.test(text);
    const insert = address ? `[](${text})` : `[${text}](https://)`;
    const cursor = address || text === '' ? from + 1 : from + insert.length - 1;
    return { changes: { from, to, insert }, range: EditorSelection.cursor(cursor) };
  });
}

/** Put a piece of text into a paragraph of its own, with the cursor at an offset in it. */
export function insertParagraph(state: EditorState, text: string, cursor = text.length): TransactionSpec {
  const { from, to } = state.selection.main;
  const line = state.doc.lineAt(from);
  const before = line.text.slice(0, from - line.from).trim() === '' ? '' : '\n\n';
  const after = state.doc.lineAt(to).to > to ? '\n\n' : '\n';
  return {
    changes: { from, to, insert: `${before}${text}${after}` },
    selection: EditorSelection.cursor(from + before.length + cursor),
    scrollIntoView: true,
  };
}

/** What a formula looks like, seen at once and typed over. */
const FORMULA = String.raw`\frac{a}{b}`;

function formula(state: EditorState): TransactionSpec {
  const { from, empty } = state.selection.main;
  const between = state.sliceDoc(from - 1, from + 1) === '$$';
  if (!empty || between || state.selection.ranges.length > 1) return wrap(state, MARKS.formula);
  return {
    changes: { from, insert: `$${FORMULA}$` },
    selection: EditorSelection.range(from + 1, from + 1 + FORMULA.length),
  };
}

const TABLE = '|   |   |\n|---|---|\n|   |   |';

/** The change that a format makes to the text as it is selected. */
export function format(state: EditorState, kind: Format): TransactionSpec {
  const { from, to } = state.selection.main;
  const lines = state.doc.lineAt(from).number !== state.doc.lineAt(to).number;
  switch (kind) {
    case 'heading':
    case 'list':
    case 'numbers':
      return beginLines(state, kind);
    case 'link':
      return link(state);
    case 'formula':
      return formula(state);
    case 'table':
      return insertParagraph(state, TABLE, 2);
    case 'code':
      if (lines) return insertParagraph(state, `\`\`\`\n${state.sliceDoc(from, to)}\n\`\`\``, 3);
      return wrap(state, MARKS.code);
    default:
      return wrap(state, MARKS[kind]);
  }
}

/** Do a format, as one step that can be undone. */
export function formatCommand(kind: Format): Command {
  return (view) => {
    view.dispatch(view.state.update(format(view.state, kind), { userEvent: 'input', scrollIntoView: true }));
    view.focus();
    return true;
  };
}

/** The formats that have a key. */
export const FORMAT_KEYS: Partial<Record<Format, string>> = { bold: 'Mod-b', italic: 'Mod-i', link: 'Mod-k' };

export const formatKeymap: readonly KeyBinding[] = Object.entries(FORMAT_KEYS).map(([kind, key]) => ({
  key,
  run: formatCommand(kind as Format),
}));
