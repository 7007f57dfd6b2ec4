import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** How text looks while it is written: in the theme's colours, light and dark. */
export const look = [
  EditorView.theme({
    '&': { color: 'var(--ink)', backgroundColor: 'transparent', fontSize: '1rem' },
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': { fontFamily: 'inherit', lineHeight: '1.65', overflowX: 'auto' },
    '.cm-content': { padding: '0.75rem 1rem', caretColor: 'var(--ink)' },
    '.cm-line': { padding: '0' },
    '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
    '.cm-placeholder': { color: 'var(--ink-muted)' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
      backgroundColor: 'color-mix(in srgb, var(--action) 24%, transparent)',
    },
    '.cm-tooltip': {
      border: '1px solid var(--line)',
      borderRadius: 'var(--mantine-radius-md)',
      backgroundColor: 'var(--surface-card)',
      boxShadow: 'var(--shadow-raised)',
      overflow: 'hidden',
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'inherit', maxHeight: '18rem' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.45rem 0.9rem', color: 'var(--ink)' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
      backgroundColor: 'var(--surface-tinted)',
      color: 'var(--action-ink)',
    },
    '.cm-completionDetail': { color: 'var(--ink-muted)', fontStyle: 'normal' },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: tags.heading, fontWeight: '650' },
      { tag: tags.strong, fontWeight: '700' },
      { tag: tags.emphasis, fontStyle: 'italic' },
      { tag: tags.strikethrough, textDecoration: 'line-through' },
      { tag: tags.link, color: 'var(--action-ink)' },
      { tag: tags.url, color: 'var(--ink-muted)' },
      { tag: tags.monospace, fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.92em' },
      { tag: tags.quote, color: 'var(--ink-muted)' },
      { tag: tags.processingInstruction, color: 'var(--ink-muted)' },
    ]),
  ),
];
