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
  return <div key={html} ref={setFormulasIn} className={classes.text} dangerouslySetInnerHTML={{ __html: html }} />;
}

function setFormulasIn(root: HTMLElement | null): void {
  // A formula that cannot be set stays readable as TeX.
  if (root) setFormulas(root).catch(() => undefined);
}
