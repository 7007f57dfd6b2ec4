"""Two tabs, two lessons, no network, both closed: when the network is back, the server has what was done in either."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import PATIENCE, STUDENT, Platform, enter
from tests.e2e.network import network_to


def open_lessons(page: Page, url: str) -> list[dict[str, Any]]:
    """Return the lessons that the student may open and has not been through, as the server tells them."""
    found = []
    for course in page.request.get(f"{url}/api/v1/courses").json()["courses"]:
        outline = page.request.get(f"{url}/api/v1/courses/{course['id']}").json()
        entries = [entry for module in outline["modules"] for entry in module["lessons"] if not entry["locked"]]
        found += [page.request.get(f"{url}/api/v1/lessons/{entry['id']}").json() for entry in entries]
    return [lesson for lesson in found if lesson["resume"]["block_id"] != lesson["blocks"][-1]["id"]]


def resumed_at(page: Page, url: str, lesson: dict[str, Any]) -> str | None:
    """Return the block at which the server would let the student go on."""
    place: str | None = page.request.get(f"{url}/api/v1/lessons/{lesson['id']}").json()["resume"]["block_id"]
    return place


def open_lesson(page: Page, url: str, lesson: dict[str, Any]) -> None:
    page.goto(f"{url}/lessons/{lesson['id']}")
    expect(page.get_by_role("heading", name=lesson["title"], level=1)).to_be_visible()
    expect(page.get_by_text("Everything is saved")).to_be_visible()


# Whether something about a block lies on the device, to be sent when there is a network.
WAITS_ON_THE_DEVICE = """id => new Promise((resolve, reject) => {
  const opened = indexedDB.open('attune-outbox');
  opened.onerror = () => reject(opened.error);
  opened.onsuccess = () => {
    const [entries] = opened.result.objectStoreNames;
    const all = opened.result.transaction(entries).objectStore(entries).getAll();
    all.onsuccess = () => {
      opened.result.close();
      resolve(JSON.stringify(all.result).includes(id));
    };
  };
})"""


def read_block(page: Page, block: dict[str, Any]) -> None:
    """Bring a block into view and stay until the device has kept it: on a slow machine that takes a while."""
    page.bring_to_front()
    page.locator(f"#block-{block['id']}").evaluate("element => element.scrollIntoView()")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    expect(page.locator(f"nav a[href='#block-{block['id']}']")).to_have_attribute("aria-current", "location")
    page.wait_for_timeout(3_000)
    for _ in range(PATIENCE // 500):
        if page.evaluate(WAITS_ON_THE_DEVICE, block["id"]):
            return
        page.wait_for_timeout(500)
    pytest.fail(f"nothing about {block['id']} lies on the device")


def test_what_two_tabs_did_without_a_network_reaches_the_server(platform: Platform, browser: Browser) -> None:
    with network_to(platform.url) as network, closing(browser.new_context(locale="en-GB")) as context:
        first = context.new_page()
        enter(first, network.url, STUDENT)
        lessons = open_lessons(first, network.url)[:2]
        assert len(lessons) == 2
        second = context.new_page()
        for page, lesson in zip((first, second), lessons, strict=True):
            open_lesson(page, network.url, lesson)

        network.cut()
        lasts = [lesson["blocks"][-1] for lesson in lessons]
        for page, block in zip((first, second), lasts, strict=True):
            read_block(page, block)
        first.close()
        second.close()
        network.restore()

        again = context.new_page()
        again.goto(f"{network.url}/courses")
        for lesson, block in zip(lessons, lasts, strict=True):
            for _ in range(PATIENCE // 500):
                if resumed_at(again, network.url, lesson) == block["id"]:
                    break
                again.wait_for_timeout(500)
            assert resumed_at(again, network.url, lesson) == block["id"], f"lost: {lesson['title']}"
