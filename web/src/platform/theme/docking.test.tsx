import { render } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { useDock } from './docking';

afterEach(() => vi.restoreAllMocks());

function rect(left: number, top: number, right: number, bottom: number): DOMRect {
  return new DOMRect(left, top, right - left, bottom - top);
}

/** A button that has the focus, and something that comes to lie at the lower edge. */
function Page({ docked }: { docked: boolean }) {
  return (
    <>
      <button type="button">Check my answers</button>
      {docked ? <Toast /> : null}
    </>
  );
}

function Toast() {
  const ref = useRef<HTMLDivElement>(null);
  useDock('support', ref);
  return <div ref={ref} style={{ position: 'fixed' }} />;
}

function arrive(button: DOMRect) {
  const { rerender, getByRole } = render(<Page docked={false} />);
  const focused = getByRole('button');
  focused.focus();
  const scrolled = vi.fn<Element['scrollIntoView']>();
  focused.scrollIntoView = scrolled;
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    return this === focused ? button : rect(12, 500, 378, 780);
  });
  rerender(<Page docked />);
  return scrolled;
}

test('a button that was just pressed is scrolled out from under a message that comes over it', () => {
  expect(arrive(rect(16, 600, 200, 640))).toHaveBeenCalledWith({ block: 'nearest' });
});

test.each([
  ['above it', rect(16, 300, 200, 340)],
  ['beside it', rect(400, 600, 500, 640)],
])('a button %s stays where it is', (_, button) => {
  expect(arrive(button)).not.toHaveBeenCalled();
});
