"""The client's camera in the real Chromium: it reads a face, and everything that can go wrong has its own state."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from benchmarks.speed.frame_to_reading_browser import FLAGS, build, served, write_camera
from playwright.sync_api import Page, Playwright, Route

from attune import DEFAULT_MODEL
from tests.e2e.conftest import PATIENCE, launch

NO_QUESTION, A_CAMERA = "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    build()
    with served() as running:
        yield running


@pytest.fixture(scope="module")
def camera(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("camera") / "face.mjpeg"
    write_camera(file)
    return f"--use-file-for-fake-video-capture={file}"


@contextmanager
def opened(playwright: Playwright, flags: list[str]) -> Iterator[Page]:
    """A page in a Chromium of its own: cameras and permissions are settled when it starts."""
    browser = launch(playwright, flags)
    with ExitStack() as stack:
        stack.callback(browser.close)
        yield browser.new_page()


def start(page: Page, address: str, model: str = DEFAULT_MODEL) -> str:
    """Press the button; returns what the page says first: a label or a failure."""
    page.goto(f"{address}/?model={model}")
    page.click("button")
    page.wait_for_selector("output:not(:empty)")
    return page.inner_text("output")


def measured_with_a_known_window(page: Page) -> dict[str, Any]:
    """Wait for a window with enough readings to know its state: on a busy machine the first ones may have too few."""
    for _ in range(PATIENCE // 500):
        measured = page.evaluate("measured")
        if any(window["state"] != "unknown" for window in measured["windows"]):
            return measured
        page.wait_for_timeout(500)
    pytest.fail(f"the state of no window was known within {PATIENCE // 1000} s: {measured}")


def test_a_face_is_read_and_nothing_but_questions_for_files_leaves_the_page(playwright, address, camera):
    with opened(playwright, [*FLAGS, camera]) as page:
        methods: list[str] = []
        page.on("request", lambda request: methods.append(request.method))
        assert start(page, address).startswith("happiness")
        measured = measured_with_a_known_window(page)
        assert measured["states"] == ["starting permission", "starting model", "starting warmup", "running"]
        assert {window["state"] for window in measured["windows"]} - {"unknown"} == {"happiness"}
        assert set(methods) == {"GET"}


def test_the_camera_stops_at_once_and_starts_again(playwright, address, camera):
    with opened(playwright, [*FLAGS, camera]) as page:
        start(page, address)
        track = "document.querySelector('video').srcObject.getTracks()[0]"
        state = page.evaluate(f"(() => {{ const track = {track}; camera.stop(); return track.readyState; }})()")
        assert state == "ended"
        read = page.evaluate("measured.latencies.length")
        page.wait_for_timeout(700)
        assert page.evaluate("measured.latencies.length") == read
        page.evaluate("document.querySelector('output').textContent = ''")
        page.click("button")
        page.wait_for_selector("output:not(:empty)")
        assert page.evaluate("camera.state.kind") == "running"


@pytest.mark.parametrize(
    ("without", "failure"), [(NO_QUESTION, "permission_denied"), (A_CAMERA, "no_camera")], ids=["denied", "none"]
)
def test_without_permission_or_camera_it_says_which(playwright, address, without, failure):
    with opened(playwright, [flag for flag in FLAGS if flag != without]) as page:
        assert start(page, address) == failure


def test_a_page_that_is_not_secure_gets_no_camera(playwright, address, camera):
    port = address.rpartition(":")[2]
    flags = [*FLAGS, camera, "--host-resolver-rules=MAP school.test 127.0.0.1"]
    with opened(playwright, flags) as page:
        assert start(page, f"http://school.test:{port}") == "insecure_context"


def missing(route: Route) -> None:
    route.fulfill(status=404, body="")


def damaged(route: Route) -> None:
    """The file as it is on the disk, one byte changed."""
    path = Path(*route.request.url.partition("?")[0].split("/")[3:])
    content = bytearray((Path(__file__).parents[2] / path).read_bytes())
    content[len(content) // 2] ^= 1
    route.fulfill(body=bytes(content))


@pytest.mark.parametrize(
    ("file", "answer", "failure"),
    [
        (f"{DEFAULT_MODEL}/model.json", missing, "model_missing"),
        (f"{DEFAULT_MODEL}/model.int8.onnx", missing, "model_missing"),
        ("blazeface/model.onnx", missing, "model_missing"),
        ("occlusion/model.onnx", missing, "model_missing"),
        (f"{DEFAULT_MODEL}/model.int8.onnx", damaged, "model_corrupt"),
        ("blazeface/model.onnx", damaged, "model_corrupt"),
        ("occlusion/model.onnx", damaged, "model_corrupt"),
    ],
)
def test_without_a_sound_model_the_camera_is_off_and_says_why(playwright, address, camera, file, answer, failure):
    with opened(playwright, [*FLAGS, camera]) as page:
        page.context.route(f"**/models/{file}*", answer)
        assert start(page, address) == failure
        assert page.evaluate("document.querySelector('video').srcObject") is None


@pytest.mark.parametrize("file", ["worker-*.js", "*.wasm", "ort-wasm*.mjs"])
def test_a_worker_that_cannot_be_loaded_turns_the_camera_off_and_is_tried_anew(playwright, address, camera, file):
    with opened(playwright, [*FLAGS, camera]) as page:
        asked: list[str] = []
        page.context.route(f"**/{file}", lambda route: (asked.append(route.request.url), missing(route)))
        assert start(page, address) == "worker_failed"
        assert asked
        assert page.evaluate("document.querySelector('video').srcObject") is None
        page.context.unroute_all()
        page.evaluate("document.querySelector('output').textContent = ''")
        page.click("button")
        page.wait_for_selector("output:not(:empty)")
        assert page.evaluate("camera.state.kind") == "running"
