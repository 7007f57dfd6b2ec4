import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useContentLanguage } from '../contentLanguage';
import './formulas.css';
import classes from './RichText.module.css';

const SET = 'data-tex';

/** Set the formulas that the server could not write as MathML: `.math` elements that hold TeX. KaTeX is loaded for them. */
async function setFormulas(root: HTMLElement): Promise<void> {
  const formulas = [...root.querySelectorAll<HTMLElement>(`.math:not([${SET}])`)].filter(
    (element) => !element.querySelector('math'),
  );
  if (formulas.length === 0) return;
  const { default: katex } = await import('./katex');
  for (const element of formulas) {
    if (element.hasAttribute(SET)) continue;
    const tex = element.textContent ?? '';
    element.setAttribute(SET, tex);
    // Bounded, so that no formula leaves its page or keeps the browser busy.
    katex.render(tex, element, {
      displayMode: element.classList.contains('block'),
      throwOnError: false,
      maxSize: 50,
      maxExpand: 200,
    });
  }
}

const LESSONS = '/lessons/';

/** Html that the server has rendered from Markdown and cleaned, in the language and direction of its course. */
export function RichText({ html }: { html: string }) {
  const content = contentAttributes(useContentLanguage());
  const navigate = useNavigate();
  const prepare = useCallback(
    (root: HTMLDivElement) => {
      const stopWatching = finish(root);
      const follow = (event: MouseEvent) => {
        const address = isPlain(event) ? (event.target as Element).closest('a')?.getAttribute('href') : undefined;
        if (!address?.startsWith(LESSONS)) return;
        event.preventDefault();
        void navigate(address);
      };
      root.addEventListener('click', follow);
      return () => {
        stopWatching();
        root.removeEventListener('click', follow);
      };
    },
    [navigate],
  );
  return (
    <div key={html} {...content} ref={prepare} className={classes.text} dangerouslySetInnerHTML={{ __html: html }} />
  );
}

/** A click that means "go there", and neither a new tab nor a download. */
function isPlain({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;
}

/** What is wider than the text scrolls by itself, and so has to be reachable by keyboard. */
function updateReach(element: HTMLElement): void {
  if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  else element.removeAttribute('tabindex');
}

/** Watch what may be wider than the text: the window is resized, a folded part is opened, a font arrives. */
function watchReach(root: HTMLElement): () => void {
  const candidates = [...root.querySelectorAll<HTMLElement>('pre, table, .math.block')];
  const observer = new ResizeObserver((entries) => {
    for (const entry of entries) updateReach(entry.target as HTMLElement);
  });
  for (const element of candidates) observer.observe(element);
  void document.fonts.ready.then(() => candidates.forEach(updateReach));
  return () => observer.disconnect();
}

/** Set the formulas, then watch what is wide; returns how to stop. */
function finish(root: HTMLElement): () => void {
  let stop = () => {};
  let stopped = false;
  // A formula that cannot be set stays readable as TeX.
  setFormulas(root)
    .catch(() => undefined)
    .finally(() => {
      if (!stopped) stop = watchReach(root);
    });
  return () => {
    stopped = true;
    stop();
  };
}
