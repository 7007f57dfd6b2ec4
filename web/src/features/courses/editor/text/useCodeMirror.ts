import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { Annotation, EditorState } from '@codemirror/state';
import { EditorView, keymap, placeholder as placeholderOf } from '@codemirror/view';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { BlockKind } from '../types';
import { formatKeymap, insertParagraph } from './formatting';
import { look } from './look';
import { imagesIn, pastedMarkdown } from './pasting';
import { slashMenu, type SlashWords } from './slashMenu';

interface Options {
  value: string;
  attributes: Record<string, string>;
  placeholder?: string | undefined;
  /** The menu at `/`, where there is one. */
  menu?: { words: SlashWords; onBlock: (kind: BlockKind) => void } | undefined;
  onChange: (text: string) => void;
  /** Store images and say what stands for them in the text. */
  onImages?: ((files: File[]) => Promise<string>) | undefined;
}

/** Marks what came from outside, so that it is not reported as a change by the author. */
const fromOutside = Annotation.define<boolean>();

/** A field for Markdown: undo, keys for formats, pasted pages as Markdown, pasted and dropped images as files of the course. */
export function useCodeMirror({ value, attributes, placeholder, menu, onChange, onImages }: Options) {
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView | null>(null);
  const changed = useEffectEvent(onChange);
  const storeImages = useEffectEvent((editor: EditorView, files: File[]) => {
    if (!onImages || files.length === 0) return false;
    void onImages(files).then((text) => {
      if (text) editor.dispatch(editor.state.update(insertParagraph(editor.state, text)));
    });
    return true;
  });
  const wordsNow = useEffectEvent(() => menu!.words);
  const addBlock = useEffectEvent((kind: BlockKind) => menu?.onBlock(kind));
  const setUp = useEffectEvent((parent: HTMLElement) => {
    const take = (data: DataTransfer | null, event: Event, editor: EditorView) => {
      const handled = storeImages(editor, imagesIn(data));
      if (handled) event.preventDefault();
      return handled;
    };
    return new EditorView({
      parent,
      state: EditorState.create({
        doc: value,
        extensions: [
          history(),
          markdown({ base: markdownLanguage, addKeymap: true }),
          EditorView.lineWrapping,
          look,
          menu ? slashMenu(wordsNow, addBlock) : [],
          keymap.of([...formatKeymap, ...defaultKeymap, ...historyKeymap]),
          placeholder ? placeholderOf(placeholder) : [],
          EditorView.contentAttributes.of({ ...attributes, spellcheck: 'true' }),
          EditorView.updateListener.of((update) => {
            const outside = update.transactions.some((transaction) => transaction.annotation(fromOutside));
            if (update.docChanged && !outside) changed(update.state.doc.toString());
          }),
          EditorView.domEventHandlers({
            drop: (event, editor) => take(event.dataTransfer, event, editor),
            paste: (event, editor) => {
              if (take(event.clipboardData, event, editor)) return true;
              const text = pastedMarkdown(event.clipboardData);
              if (text === null) return false;
              event.preventDefault();
              editor.dispatch(editor.state.replaceSelection(text), { userEvent: 'input.paste', scrollIntoView: true });
              return true;
            },
          }),
        ],
      }),
    });
  });

  useEffect(() => {
    const created = setUp(host.current!);
    setView(created);
    return () => created.destroy();
  }, []);

  useEffect(() => {
    if (!view || view.state.doc.toString() === value) return;
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: value },
      annotations: fromOutside.of(true),
    });
  }, [view, value]);

  return { host, view };
}
