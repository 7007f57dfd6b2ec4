"""Going through a page with the keyboard alone: what Tab does not reach, or nothing marks, is not there for many."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 150  # more between two things that belong together is a page that nobody goes through

HOLDS_FOCUS = "element => element === document.activeElement || element.contains(document.activeElement)"


def tab_to(page: Page, target: Locator, *, back: bool = False) -> None:
    """Press Tab until the target has the focus; fails when that does not happen."""
    expect(target).to_be_visible()
    for _ in range(MOST_STOPS):
        if target.evaluate(HOLDS_FOCUS):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"{target} is not reached with {MOST_STOPS} times Tab")


def press(page: Page, target: Locator, key: str = "Enter", *, back: bool = False) -> None:
    """Go to a button or a link with Tab and press a key on it."""
    tab_to(page, target, back=back)
    page.keyboard.press(key)


def enter_text(page: Page, target: Locator, text: str) -> None:
    """Go to a field with Tab and type into it."""
    tab_to(page, target)
    page.keyboard.type(text)


def choose(page: Page, name: str) -> None:
    """Choose an entry of the menu that is open, by the arrow keys."""
    entry = page.get_by_role("menuitem", name=name, exact=True)
    expect(entry).to_be_visible()
    for _ in range(30):
        if entry.evaluate(HOLDS_FOCUS):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrow keys do not reach {name}")
