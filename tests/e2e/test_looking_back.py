"""A tutor looks back: from the home to the part where the class got stuck, and on to the editor, in three clicks."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import TUTOR, Platform, SignIn


def test_from_the_home_to_where_it_got_stuck_and_on_to_the_editor_in_three_clicks(
    platform: Platform, browser: Browser, sign_in: SignIn
):
    page = sign_in(browser, TUTOR)
    stuck = page.get_by_role("region", name="Where it got stuck").get_by_role("link").first
    expect(stuck).to_be_visible()
    part = (stuck.get_attribute("href") or "").partition("block=")[2]
    stuck.click()
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("heading", name="What happened here")).to_be_visible()
    expect(panel.get_by_role("heading", name="What stands here")).to_be_visible()
    panel.get_by_role("link", name="Edit this part").click()
    page.wait_for_url(re.compile(rf"/teach/lessons/[^/]+#block-{part}$"))
    card = page.locator(f"[id='edit-{part}']")
    expect(card).to_be_in_viewport()
    expect(card.locator(":focus")).to_have_count(1)
