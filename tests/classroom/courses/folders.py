"""Folders of courses for tests: a sound one to spoil, and small files of every kind."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

from attune.classroom.courses.importing.problems import CourseFormatError, Problem
from attune.classroom.courses.importing.reading import read_course

COURSE = """slug: tiny
title: Tiny
summary: A tiny course.
language: en
modules:
  - title: Only
    lessons: [one.md]
"""
LESSON = """---
title: One
minutes: 5
---
"""
QUIZ = """::: quiz
title: Check
questions:
  - kind: single
    prompt: Which?
    choices:
      - {text: a, correct: true}
      - text: b
  - kind: number
    prompt: How many?
    answer: 3
  - kind: short_text
    prompt: Its name?
    accepted: [mean]
:::
"""


def png(width: int = 4, height: int = 3) -> bytes:
    """A grey PNG of this size."""

    def part(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", rows) + part(b"IEND", b"")


def write_course(folder: Path, lesson: str = "Text.\n", description: str = COURSE, **files: bytes | str) -> Path:
    """Write a course of one lesson, one.md, with this body and these files beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "course.yaml").write_text(description, encoding="utf-8")
    (folder / "one.md").write_text(LESSON + lesson, encoding="utf-8")
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def problems_of(folder: Path) -> Sequence[Problem]:
    """What is wrong with a folder; nothing for one that can be imported."""
    try:
        read_course(folder)
    except CourseFormatError as error:
        return error.problems
    return ()
