import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useContentLanguage } from '../contentLanguage';
import classes from './RichText.module.css';

const SET = 'data-tex';

/** Set the formulas of a piece of html: `.math` elements that hold TeX. KaTeX is loaded when there is one. */
async function setFormulas(root: HTMLElement): Promise<void> {
  const formulas = [...root.querySelectorAll<HTMLElement>(`.math:not([${SET}])`)];
  if (formulas.length === 0) return;
  const { default: katex } = await import('./katex');
  for (const element of formulas) {
    if (element.hasAttribute(SET)) continue;
    const tex = element.textContent ?? '';
    element.setAttribute(SET, tex);
    katex.render(tex, element, { displayMode: element.classList.contains('block'), throwOnError: false });
  }
}

const LESSONS = '/lessons/';

/** Html that the server has rendered from Markdown and cleaned, in the language and direction of its course. */
export function RichText({ html }: { html: string }) {
  const content = contentAttributes(useContentLanguage());
  const navigate = useNavigate();
  const prepare = useCallback(
    (root: HTMLDivElement) => {
      finish(root);
      const follow = (event: MouseEvent) => {
        const address = isPlain(event) ? (event.target as Element).closest('a')?.getAttribute('href') : undefined;
        if (!address?.startsWith(LESSONS)) return;
        event.preventDefault();
        void navigate(address);
      };
      root.addEventListener('click', follow);
      return () => root.removeEventListener('click', follow);
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
function makeScrollable(root: HTMLElement): void {
  for (const element of root.querySelectorAll<HTMLElement>('pre, table, .math.block')) {
    if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  }
}

function finish(root: HTMLElement): void {
  // A formula that cannot be set stays readable as TeX.
  setFormulas(root)
    .catch(() => undefined)
    .finally(() => makeScrollable(root));
}
