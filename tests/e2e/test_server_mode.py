"""A device too weak for the model: the server reads small pictures, where the student so chooses."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Playwright, expect

from tests.e2e.conftest import ADMINISTRATOR, PATIENCE, Newcomer, Platform, SignIn, open_camera_browser
from tests.e2e.test_whole_way import open_lesson
from tests.e2e.traffic import Sent, Traffic

FRAMES, WINDOWS = "/api/v1/wellbeing/frames", "/api/v1/wellbeing/windows"
LARGEST = 64 * 1024


def path_of(sent: Sent) -> str:
    return urlsplit(sent.url).path


def choose_the_server(page: Page) -> None:
    page.get_by_role("link", name="Camera & support").click()
    page.get_by_role("radio", name="With the camera, read by the server").click()
    expect(page.get_by_text("Yes: four small images a second")).to_be_visible()
    for name in ("Use my camera", "Send camera images to the server", "Save my summaries"):
        switch = page.get_by_role("switch", name=name)
        if not switch.is_checked():
            switch.click(force=True)
        expect(switch).to_be_checked()


def turn_on_the_camera(page: Page) -> None:
    page.get_by_role("button", name="Turn on the camera").click()
    expect(page.get_by_text("which reads and discards them.").first).to_be_visible()


def test_the_server_reads_the_camera_of_a_student_who_chooses_so(
    platform: Platform, playwright: Playwright, camera_video: Path, sign_in: SignIn, newcomer: Newcomer
):
    traffic = Traffic(platform.url)
    with open_camera_browser(playwright, camera_video, traffic) as browser:
        page = sign_in(browser, newcomer())
        choose_the_server(page)
        assert not [sent for sent in traffic.sent if path_of(sent) == FRAMES], "nothing is sent before the camera is on"
        turn_on_the_camera(page)
        open_lesson(page)
        expect(page.get_by_role("button", name=re.compile("Camera on: "))).to_be_visible()
        wait_for_a_window(page, traffic)
        change_back_to_this_device(page)
        page.context.close()
    pictures = [sent for sent in traffic.sent if path_of(sent) == FRAMES]
    assert pictures
    assert all(sent.content_type == "image/jpeg" and 1000 < len(sent.body) <= LARGEST for sent in pictures)
    assert {window["source"] for batch in traffic.bodies_to(WINDOWS) for window in batch["windows"]} == {"server"}
    others = Traffic(traffic.origin, [sent for sent in traffic.sent if path_of(sent) != FRAMES], traffic.asked)
    assert others.problems() == []
    models = [sent.url for sent in traffic.sent if path_of(sent).endswith(".onnx")]
    assert models == [], "a weak device loads no model"


def wait_for_a_window(page: Page, traffic: Traffic) -> None:
    for _ in range(PATIENCE // 1_000):
        if traffic.bodies_to(WINDOWS):
            return
        page.wait_for_timeout(1_000)
    raise AssertionError(f"no window was sent within {PATIENCE // 1_000} s")


def change_back_to_this_device(page: Page) -> None:
    """The camera ends with the mode that it was turned on in."""
    page.get_by_role("link", name="Camera & support").click()
    page.get_by_role("radio", name="With the camera, on this device").click()
    expect(page.get_by_text("The camera is off.").first).to_be_visible()
    expect(page.get_by_text("Never. It is not stored either.")).to_be_visible()


def test_permission_taken_back_on_another_device_ends_the_stream_of_pictures(
    platform: Platform,
    playwright: Playwright,
    camera_video: Path,
    browser: Browser,
    sign_in: SignIn,
    newcomer: Newcomer,
):
    traffic = Traffic(platform.url)
    with open_camera_browser(playwright, camera_video, traffic) as camera_browser:
        student = newcomer()
        page = sign_in(camera_browser, student)
        choose_the_server(page)
        turn_on_the_camera(page)
        other_device = sign_in(browser, student)
        other_device.get_by_role("link", name="Camera & support").click()
        permission = other_device.get_by_role("switch", name="Use my camera")
        expect(permission).to_be_checked()
        permission.click(force=True)
        expect(permission).not_to_be_checked()
        expect(
            page.get_by_text("your consent has ended").or_(page.get_by_text("no longer reads your camera")).first
        ).to_be_visible()
        expect(page.get_by_text("which reads and discards them.")).to_have_count(0)
        expect(page.get_by_role("button", name="Turn on the camera")).to_be_visible()
        page.wait_for_timeout(3_000)  # the last picture may still be on its way
        sent = [request for request in traffic.sent if path_of(request) == FRAMES]
        page.wait_for_timeout(1_500)
        assert [request for request in traffic.sent if path_of(request) == FRAMES] == sent
        assert sent, "pictures were sent until then"
        page.context.close()


def test_the_administrator_sees_what_the_server_reads(
    platform: Platform,
    playwright: Playwright,
    camera_video: Path,
    browser: Browser,
    sign_in: SignIn,
    newcomer: Newcomer,
):
    with open_camera_browser(playwright, camera_video, Traffic(platform.url)) as camera_browser:
        page = sign_in(camera_browser, newcomer())
        choose_the_server(page)
        turn_on_the_camera(page)
        administrator = sign_in(browser, ADMINISTRATOR)
        administrator.get_by_role("link", name="System").click()
        expect(administrator.get_by_role("heading", name="Frames analysed on the server")).to_be_visible()
        expect(administrator.get_by_test_id("metric-frames_p95")).to_have_text(re.compile(r"^[\d,.]+ m?s(ec)?$"))
        expect(administrator.get_by_test_id("metric-frames_rejected")).to_have_text(re.compile(r"^[\d.]+%$"))
        page.context.close()
