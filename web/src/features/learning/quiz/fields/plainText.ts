/** The words of a piece of html, formulas as their TeX, for places that can hold nothing else: an option of a list, a spoken name. */
export function plainText(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const formula of body.querySelectorAll('math')) formula.replaceWith(formula.getAttribute('alttext') ?? '');
  return body.textContent.trim();
}
