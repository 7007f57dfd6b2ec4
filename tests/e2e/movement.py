"""Watches what can be pressed: whether it moves after the page has answered what somebody did."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

ANSWERED = (
    2_000  # milliseconds in which everything that comes by itself has come: a draft is saved a second after a key
)

WATCH = """
() => {
  const pressable = 'a[href], button, input:not([type=hidden]), select, textarea, [contenteditable=true], summary';
  // what is still sliding in is not there yet: a message comes from the edge to its place
  const coming = () => document.getAnimations().map(({ effect }) => effect?.target).filter(Boolean);
  const places = (sliding = coming()) => new Map([...document.querySelectorAll(pressable)].flatMap((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const seen = width > 0 && height > 0 && top < innerHeight && top + height > 0;
    const there = !element.closest('[aria-hidden=true]') && !sliding.some((parent) => parent.contains(element));
    return seen && there ? [[element, { left, top }]] : [];
  }));
  window.attuneMoves = [];
  let before = places();
  const look = () => {
    const now = places();
    for (const [element, place] of now) {
      const from = before.get(element);
      if (from && Math.hypot(place.left - from.left, place.top - from.top) > 1)
        attuneMoves.push(`${element.getAttribute('aria-label') ?? (element.textContent || element.tagName)}: from ` +
          `${Math.round(from.left)}, ${Math.round(from.top)} to ${Math.round(place.left)}, ${Math.round(place.top)}`);
    }
    before = now;
    window.attuneWatch = requestAnimationFrame(look);
  };
  look();
}
"""


@contextmanager
def nothing_moves(page: Page) -> Iterator[None]:
    """Whatever is in sight and can be pressed stays where it is in every frame of the body, and until all has come."""
    page.evaluate(WATCH)
    try:
        yield
        page.wait_for_timeout(ANSWERED)
        moves = page.evaluate("attuneMoves")
    finally:
        page.evaluate("cancelAnimationFrame(attuneWatch)")
    assert not moves, "\n".join(moves)
