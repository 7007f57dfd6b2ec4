"""Server mode writes nothing of a picture: every byte that the server writes is watched while frames come in.

strace prints what each write hands to the system, whatever it goes to: files, the database, logs, sockets, pipes.
What is mapped into memory would escape it, so every file that the server can reach is searched afterwards, too.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import APIRequestContext, Playwright

from attune import DEFAULT_MODEL
from attune.vision.detection.detectors import BlazeFace
from attune.vision.geometry.crop import crop_face
from attune.vision.jpeg import decode_jpeg
from tests.e2e.conftest import PASSWORD, PATIENCE, ROOT, STUDENT, serve

WRITES = "write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,sendmmsg"
FRAMES = 6
LONGEST_WRITE = 200_000  # bytes of one write that strace prints; a frame has 65,536 at most
PIECE = 24  # bytes of each kind that must not turn up: far too many to be there by chance


@dataclass(frozen=True)
class Frame:
    """A picture with a face, and pieces by which it would be recognised."""

    encoded: bytes
    pieces: dict[str, bytes]


def strace() -> str:
    path = os.environ.get("ATTUNE_STRACE") or shutil.which("strace")
    if path is None:
        pytest.fail("no strace: run 'make test-browser', or set ATTUNE_STRACE to its path")
    return path


def make_frame() -> Frame:
    """The portrait beside a strip of noise, so that a few of its pixels are unlike any other bytes."""
    portrait = cv2.imread(str(ROOT / "tests" / "contract" / "pictures" / "astronaut.png"))
    noise = np.random.default_rng().integers(0, 255, (portrait.shape[0], 64, 3), np.uint8)
    encoded = cv2.imencode(".jpg", np.hstack([portrait, noise]), [cv2.IMWRITE_JPEG_QUALITY, 80])[1].tobytes()
    comment = secrets.token_bytes(PIECE)
    marked = encoded[:2] + b"\xff\xfe" + (PIECE + 2).to_bytes(2, "big") + comment + encoded[2:]
    decoded = decode_jpeg(marked)
    detector = BlazeFace(ROOT / "models" / "blazeface" / "model.onnx")
    crop = crop_face(decoded, detector.detect(decoded)[0].box, detector.framing, 48)
    pieces = {
        "its comment": comment,
        "its compressed data": encoded[len(encoded) // 2 :][:PIECE],
        "its pixels": decoded[portrait.shape[0] // 2, -32:].tobytes()[:PIECE],
        "the face that the model sees": crop[24].tobytes()[:PIECE],
    }
    return Frame(marked, pieces)


def found_in(content: bytes, frames: list[Frame]) -> list[str]:
    """What of the frames stands in some bytes, or in their hexadecimal form as strace prints it."""
    return [
        f"frame {number}: {what}"
        for number, frame in enumerate(frames)
        for what, piece in frame.pieces.items()
        if piece in content or "".join(f"\\x{byte:02x}" for byte in piece).encode() in content
    ]


def watched(trace: Path) -> list[str]:
    return [strace(), "-f", "-qq", "-xx", "-s", str(LONGEST_WRITE), "-e", f"trace={WRITES}", "-o", str(trace)]


@pytest.fixture
def student(playwright: Playwright) -> Iterator[APIRequestContext]:
    context = playwright.request.new_context(timeout=PATIENCE)
    yield context
    context.dispose()


def sign_in(context: APIRequestContext, url: str, email: str) -> dict[str, str]:
    """Sign in; returns the headers that a change needs."""
    token = context.get(f"{url}/api/v1/session").json()["csrf_token"]
    answer = context.post(
        f"{url}/api/v1/session", data={"email": email, "password": PASSWORD}, headers={"X-CSRF-Token": token}
    )
    return {"X-CSRF-Token": answer.json()["csrf_token"]}


def test_a_write_of_any_piece_of_a_frame_would_be_found(tmp_path: Path):
    frame = make_frame()
    for what, piece in frame.pieces.items():
        (tmp_path / "piece").write_bytes(b"before" + piece + b"after")
        code = "import pathlib, sys; pathlib.Path(sys.argv[2]).write_bytes(pathlib.Path(sys.argv[1]).read_bytes())"
        arguments = [str(tmp_path / "piece"), str(tmp_path / "copy")]
        subprocess.run([*watched(tmp_path / "trace"), sys.executable, "-c", code, *arguments], check=True)
        assert found_in((tmp_path / "trace").read_bytes(), [frame]) == [f"frame 0: {what}"]
        assert found_in((tmp_path / "copy").read_bytes(), [frame]) == [f"frame 0: {what}"]


def test_nothing_of_a_frame_is_written_anywhere(tmp_path: Path, demo_state: Path, student: APIRequestContext):
    folder, temporary, trace = tmp_path / "state", tmp_path / "temporary", tmp_path / "trace"
    shutil.copytree(demo_state, folder)  # loaded before, so that the trace holds what matters
    temporary.mkdir()
    frames = [make_frame() for _ in range(FRAMES)]
    damaged, oversized = make_frame(), make_frame()
    with ExitStack() as stack:
        url = serve(folder, stack, under=watched(trace), TMPDIR=str(temporary)).url
        headers = sign_in(student, url, STUDENT)
        change = {
            "mode": "server",
            "consent": {"process_camera": True, "process_on_server": True, "save_summaries": True},
        }
        assert student.patch(f"{url}/api/v1/wellbeing/settings", data=change, headers=headers).ok
        answers = [post(student, url, headers, frame.encoded) for frame in frames]
        readings = [answer["reading"] for answer in answers]
        assert all(reading["face"] and reading["model"].startswith(DEFAULT_MODEL) for reading in readings)
        assert post(student, url, headers, damaged.encoded[:-2])["error"]["code"] == "frame_damaged"
        too_much = post(student, url, headers, oversized.encoded + bytes(10_000_000))
        assert too_much["error"]["code"] == "body_too_large"
    everything = [*frames, damaged, oversized]
    written = trace.read_bytes()
    assert b"wellbeing/frames".hex().encode() in written.replace(b"\\x", b""), "the trace holds the log of the requests"
    assert found_in(written, everything) == []
    files = [path for path in (*folder.rglob("*"), *temporary.rglob("*")) if path.is_file()]
    assert any(path.suffix == ".sqlite" for path in files)
    assert {str(path): found for path in files if (found := found_in(path.read_bytes(), everything))} == {}


def post(context: APIRequestContext, url: str, headers: dict[str, str], body: bytes) -> dict:
    """Send a frame as a browser does, in its turn."""
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        address = f"{url}/api/v1/wellbeing/frames?t=1000"
        answer = context.post(address, data=body, headers=headers | {"Content-Type": "image/jpeg"})
        if answer.status != 429:
            return answer.json()
        time.sleep(answer.json()["error"]["data"]["retry_after"])
    pytest.fail("the server never had time for the frame")
