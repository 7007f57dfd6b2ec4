export type Token = `--${string}`;

/** Looks a colour token up as the page shows it now; charts cannot read CSS variables themselves. */
export type Palette = (token: Token) => string;

/** The palette in force at an element: light or dark, whichever applies there. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  return (token) => style.getPropertyValue(token).trim();
}
