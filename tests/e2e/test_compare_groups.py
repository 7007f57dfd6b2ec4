"""An administrator compares two groups over a term: from the weeks of the institution to a sentence, by keyboard."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import ADMINISTRATOR, SignIn


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a searchable list without a mouse."""
    field = page.get_by_role("combobox", name=label)
    field.focus()
    field.fill(option)
    page.get_by_role("option", name=option).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def test_an_administrator_compares_two_groups_over_a_term(sign_in: SignIn, browser: Browser) -> None:
    page = sign_in(browser, ADMINISTRATOR)
    page.get_by_role("button", name="Insight").click()
    page.get_by_role("menuitem", name="Trends").click()
    expect(
        page.get_by_text(re.compile(r"In the last week that can be shown .* of known time was .struggling."))
    ).to_be_visible()
    page.get_by_role("combobox", name="Period").click()
    page.get_by_role("option", name="Last 26 weeks").click()
    expect(page).to_have_url(re.compile("weeks=26"))
    page.get_by_role("link", name="Compare two groups").click()
    expect(page.get_by_role("heading", name="Compare two groups")).to_be_visible()
    choose(page, "First", "Evening group")
    choose(page, "Second", "Morning group")
    said = page.get_by_role("status").filter(has_text="Evening group")
    expect(said).to_contain_text(
        re.compile(r"had about \d+ points more of its known time as .struggling. than Morning group")
    )
    expect(page.get_by_text(re.compile(r"Over 2\d of 26 weeks"))).to_be_visible()
    page.get_by_role("link", name=re.compile("See the weeks of Evening group")).click()
    expect(page.get_by_role("heading", name=re.compile("Expressions: Evening group"))).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as CSV").first.click()
    text = Path(saved.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["Week", "Share", "95% interval", "Learners", "Known time"]
    assert len(rows) == 27, "the weeks of the period that was chosen"
    with page.expect_download() as picture:
        page.get_by_role("button", name="Save as a picture").first.click()
    assert Path(picture.value.path()).read_bytes().startswith(b"\x89PNG")
