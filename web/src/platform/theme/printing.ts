const SCHEME = 'data-mantine-color-scheme';

/**
 * Print in the light colours, whatever the screen shows: paper is white, and pale text on it is hard to read.
 * The attribute is changed and put back without React, because the browser lays the pages out right after the event.
 */
export function printInLightColours(root: HTMLElement = document.documentElement): void {
  let onScreen: string | null = null;
  window.addEventListener('beforeprint', () => {
    onScreen ??= root.getAttribute(SCHEME);
    root.setAttribute(SCHEME, 'light');
  });
  window.addEventListener('afterprint', () => {
    if (onScreen !== null) root.setAttribute(SCHEME, onScreen);
    onScreen = null;
  });
}
