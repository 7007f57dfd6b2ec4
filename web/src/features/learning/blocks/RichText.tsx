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

/** Html that the server has rendered from Markdown and cleaned. */
export function RichText({ html }: { html: string }) {
  const lang = useContentLanguage();
  return <div key={html} lang={lang} ref={finish} className={classes.text} dangerouslySetInnerHTML={{ __html: html }} />;
}

/** What is wider than the text scrolls by itself, and so has to be reachable by keyboard. */
function makeScrollable(root: HTMLElement): void {
  for (const element of root.querySelectorAll<HTMLElement>('pre, table, .math.block')) {
    if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  }
}

function finish(root: HTMLElement | null): void {
  if (!root) return;
  // A formula that cannot be set stays readable as TeX.
  setFormulas(root).catch(() => undefined).finally(() => makeScrollable(root));
}
