"""The recorder of outgoing traffic must be able to fail: each way to smuggle a picture out is caught."""

import json

import pytest

from tests.e2e.traffic import Sent, Traffic

ORIGIN = "http://127.0.0.1:5000"
WINDOW = {"windows": [{"id": "a", "p": [255, 0, 0, 0, 0, 0, 0, 0], "coverage": 0.9}]}


def sent(body: bytes = b"", content_type: str = "application/json", url: str = f"{ORIGIN}/api/v1/x") -> Traffic:
    return Traffic(ORIGIN, [Sent("POST", url, content_type, body)])


def test_a_batch_of_windows_passes():
    assert sent(json.dumps(WINDOW).encode()).problems() == []


@pytest.mark.parametrize(
    "traffic",
    [
        sent(b"\xff\xd8\xff\xe0" + bytes(900), "image/jpeg"),
        sent(b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x"),
        sent(json.dumps({"p": list(range(48 * 48))}).encode()),
        sent(json.dumps({"note": "A" * 2000}).encode()),
        sent(json.dumps({"windows": [WINDOW] * 900}).encode()),
        sent(url=f"{ORIGIN}/api/v1/x?face=" + "A" * 600),
        sent(url="http://elsewhere.example/collect"),
        Traffic(ORIGIN, [Sent("CONNECT", "127.0.0.1:5000", "", b"")]),
        Traffic(ORIGIN, asked=["https://update.googleapis.com/face"]),
    ],
    ids=["jpeg", "upload", "pixels", "base64", "too large", "in the address", "elsewhere", "web socket", "in disguise"],
)
def test_whatever_could_hold_a_picture_is_reported(traffic: Traffic):
    assert traffic.problems()
