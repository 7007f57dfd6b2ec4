"""What script a page costs is held on the built files: one static import can bring back what was taken out."""

from __future__ import annotations

import pytest
from benchmarks.client.script_weight import MOST, find_lesson, script_bytes, sign_in
from playwright.sync_api import Browser

from tests.e2e.conftest import ADMINISTRATOR, STUDENT, TUTOR, Platform

MOST_OF_A_LESSON = 239_000  # with a quiz in it; wanted are 200,000
MOST_OF_A_HOME = {STUDENT: MOST, TUTOR: MOST, ADMINISTRATOR: 202_000}  # the last is over what is wanted
HEAVY = ("overlays", "controls", "match", "katex", "engine", "worker", "vision", "esm", "LessonEditorPage")


def names(files):
    """What the files are called, without their folder and hash."""
    return {path.rsplit("/", 1)[-1].rsplit("-", 1)[0] for path in files}


@pytest.mark.parametrize("user", MOST_OF_A_HOME)
def test_a_home_is_light(browser: Browser, platform: Platform, user: str):
    files = script_bytes(browser, platform.url, sign_in(browser, platform.url, user), "/")
    assert sum(files.values()) <= MOST_OF_A_HOME[user], files.most_common(8)
    assert names(files).isdisjoint(HEAVY)


def test_a_lesson_is_light_until_somebody_reaches_for_more(browser: Browser, platform: Platform):
    student = sign_in(browser, platform.url, STUDENT)
    with browser.new_context(base_url=platform.url, storage_state=student) as context:
        lesson = find_lesson(context.new_page())
    files = script_bytes(browser, platform.url, student, lesson)
    assert sum(files.values()) <= MOST_OF_A_LESSON, files.most_common(12)
    assert names(files).isdisjoint(set(HEAVY) - {"controls"})
