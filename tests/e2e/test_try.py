"""Anybody can see what the model reads, on their own device: no account, nothing sent, offline once it is loaded."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, expect

from tests.e2e.conftest import ROOT, Platform, open_camera_browser
from tests.e2e.traffic import BROWSERS_OWN_HOSTS, Sent, Traffic, host_of

PORTRAIT = ROOT / "tests" / "contract" / "pictures" / "astronaut.png"


def open_page(browser: Browser, platform: Platform) -> Page:
    page = browser.new_context(base_url=platform.url, locale="en-GB").new_page()
    page.goto("/try")
    expect(page.get_by_role("heading", name="Try the model", level=1)).to_be_visible()
    return page


def bars(page: Page) -> list[int]:
    texts = page.get_by_role("table", name="Probabilities of the eight expressions").locator("td").all_inner_texts()
    return [int(text.removesuffix("%")) for text in texts if text.endswith("%")]


def is_the_browsers_own(sent: Sent) -> bool:
    """Whether Chromium itself asked, for updates or an account; the proxy lets none of it out."""
    return host_of(sent).endswith(BROWSERS_OWN_HOSTS)


def test_a_face_is_read_without_an_account_and_goes_on_without_a_network(
    platform: Platform, playwright: Playwright, camera_video: Path
):
    traffic = Traffic(platform.url)
    with open_camera_browser(playwright, camera_video, traffic) as browser:
        page = open_page(browser, platform)
        assert not [sent for sent in traffic.sent if ".onnx" in sent.url], "no model is loaded before it is asked for"
        page.get_by_role("button", name="Turn on the camera").click()
        expect(page.get_by_role("img", name="What the model sees")).to_be_visible()
        expect(page.get_by_text(re.compile(r"^\d+ ms a frame, \d"))).to_be_visible()
        assert len(bars(page)) == 8
        before = len(traffic.sent)
        page.context.set_offline(True)
        page.wait_for_timeout(12_000)  # longer than a window: nothing may be waiting to be sent
        expect(page.get_by_text(re.compile(r"^\d+ ms a frame, \d"))).to_be_visible()
        page.context.set_offline(False)
        page.wait_for_timeout(2_000)
        assert [sent for sent in traffic.sent[before:] if not is_the_browsers_own(sent)] == []
        page.get_by_role("button", name="Turn off the camera").click()
        expect(page.get_by_text("The camera is off.", exact=False)).to_be_visible()
        page.context.close()
    assert [sent for sent in traffic.sent if sent.body and not is_the_browsers_own(sent)] == []
    assert traffic.problems() == []


def test_a_picture_is_read_where_it_is(browser: Browser, platform: Platform):
    page = open_page(browser, platform)
    page.get_by_text("Image", exact=True).click()
    page.set_input_files("input[type=file]", PORTRAIT)
    expect(page.get_by_text(re.compile(r"^Read in \d+ ms$"))).to_be_visible()
    assert bars(page)[1] > 90, "the portrait smiles"
    expect(page.get_by_role("img", name="What the model sees")).to_be_visible()
    page.set_input_files("input[type=file]", {"name": "no.png", "mimeType": "image/png", "buffer": b"no picture"})
    expect(page.get_by_role("alert")).to_contain_text("The browser cannot open this file as an image")
    assert bars(page)[1] > 90, "what was read before is still there"
    page.context.close()


def test_a_device_is_checked_with_the_real_model(browser: Browser, platform: Platform):
    page = open_page(browser, platform)
    page.get_by_role("button", name="Check this device").click()
    expect(page.get_by_text(re.compile(r"^\d+ ms a frame: about \d"))).to_be_visible()
    page.context.close()
