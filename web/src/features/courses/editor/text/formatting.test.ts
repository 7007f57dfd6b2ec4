import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { format, insertParagraph, type Format } from './formatting';

/** A text in which `[` and `]` stand for the ends of what is selected, after a format. */
function after(marked: string, kind: Format): string {
  const [from, to] = [marked.indexOf('<'), marked.indexOf('>') - 1];
  const state = EditorState.create({ doc: marked.replace(/[<>]/g, ''), selection: { anchor: from, head: to } });
  const next = state.update(format(state, kind)).state;
  const { from: start, to: end } = next.selection.main;
  const doc = next.doc.toString();
  return `${doc.slice(0, start)}<${doc.slice(start, end)}>${doc.slice(end)}`;
}

test.each([
  ['a <word> here', 'bold', 'a **<word>** here'],
  ['a **<word>** here', 'bold', 'a <word> here'],
  ['<>', 'italic', '*<>*'],
  ['<x^2>', 'formula', '$<x^2>$'],
  ['so <>', 'formula', String.raw`so $<\frac{a}{b}>$`],
  ['<x = 1>', 'code', '`<x = 1>`'],
  ['see <this>', 'link', 'see [this](https://<>)'],
  ['see <https://a.example>', 'link', 'see [<>](https://a.example)'],
] as const)('%s, %s', (text, kind, expected) => {
  expect(after(text, kind)).toBe(expected);
});

const plain = (text: string, kind: Format) => after(text, kind).replace(/[<>]/g, '');

test('lines become a list, a numbered one, and lines again', () => {
  expect(plain('<one\ntwo>', 'list')).toBe('- one\n- two');
  expect(plain('<- one\n- two>', 'numbers')).toBe('1. one\n2. two');
  expect(plain('<1. one\n2. two>', 'numbers')).toBe('one\ntwo');
  expect(plain('<one>', 'heading')).toBe('## one');
});

test('several lines of code stand in a fence', () => {
  expect(plain('<a\nb>', 'code')).toBe('```\na\nb\n```\n');
});

test('what needs a paragraph gets one', () => {
  const state = EditorState.create({ doc: 'text', selection: { anchor: 4 } });
  expect(state.update(insertParagraph(state, '![](a.png)')).state.doc.toString()).toBe('text\n\n![](a.png)\n');
});
