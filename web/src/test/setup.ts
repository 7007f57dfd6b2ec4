import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

configure({ asyncUtilTimeout: 30_000 }); // a shared machine under load is slow, not wrong

// What jsdom does not have and Mantine asks for.
window.matchMedia = (query) => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  addListener: () => undefined,
  removeListener: () => undefined,
  dispatchEvent: () => false,
});
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
globalThis.IntersectionObserver = class {
  readonly root = null;
  readonly rootMargin = '';
  readonly scrollMargin = '';
  readonly thresholds = [];
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
};
Element.prototype.scrollIntoView = () => undefined;
// The quick checks run several files in one environment, each with this setup.
const fonts = Object.assign(new EventTarget(), { ready: Promise.resolve() });
Object.defineProperty(document, 'fonts', { value: fonts, configurable: true });
globalThis.fetch = vi.fn<typeof fetch>(async (input) => {
  throw new Error(`A test reached for the network: ${input instanceof Request ? input.url : String(input)}`);
});

afterEach(() => {
  cleanup();
  localStorage.clear();
});
