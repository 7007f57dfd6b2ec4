"""Zips for tests: sound ones, and such as a stranger might send."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

COURSE = """title: Tiny
slug: tiny
modules:
  - title: Only
    lessons: [one.md]
"""
LESSON = "---\ntitle: One\nminutes: 5\n---\nHello.\n"
SOUND = {"course.yaml": COURSE, "one.md": LESSON}


def zip_of(entries: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=compression)
    return packed.getvalue()


def send(browser, content: bytes, course_id=None):
    """Have a zip analysed."""
    form = {"file": (io.BytesIO(content), "course.zip")}
    return browser.post("/authoring/imports", data=form | ({"course_id": str(course_id)} if course_id else {}))


def bring_in(browser, content: bytes, course_id=None):
    """Have a sound zip analysed and applied; returns the course."""
    analysed = send(browser, content, course_id).json
    assert analysed["applicable"], analysed["report"]["problems"]
    answer = browser.post(f"/authoring/imports/{analysed['id']}/application")
    assert answer.status_code == 200, answer.json
    return answer.json


def export(browser, course_id) -> bytes:
    with browser.get(f"/authoring/courses/{course_id}/export") as answer:
        assert answer.status_code == 200
        return answer.data


def files_in(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
