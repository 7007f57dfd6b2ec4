"""A course as a zip: the same bytes for the same course, whoever packs it and when."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.authoring.lessons.body_schemas import BodyBlock, LessonBody
from attune.classroom.courses.authoring.lessons.checking import check_body, completed, read_surroundings
from attune.classroom.courses.authoring.lessons.drafts import authored_body
from attune.classroom.courses.authoring.outline.order import lessons_by_module, modules_of
from attune.classroom.courses.files import media_name
from attune.classroom.courses.importing.lesson_text import read_lesson_text
from attune.classroom.courses.importing.problems import Report
from attune.classroom.courses.models import BlockKind, Course, CourseFile, Lesson
from attune.classroom.courses.packages.format import LESSONS, MEDIA
from attune.classroom.courses.packages.yaml_writer import write_yaml
from attune.classroom.platform.media.contract import MediaStore

EARLIEST = (1980, 1, 1, 0, 0, 0)  # of a zip: a date would make two packages of one course differ
_COLONS = re.compile(r"^([ \t]*)(?=:::)", re.MULTILINE)
_WITH_TEXT = frozenset({BlockKind.MARKDOWN, BlockKind.CALLOUT, BlockKind.CODE})
_SAMPLE = "---\ntitle: x\nminutes: 1\n---\n::: {kind}\n---\n{text}\n:::\n"


def export_course(session: Session, course: Course, store: MediaStore, target: Path) -> None:
    """Pack a course as its authors see it, drafts included, into the file `target`; archived lessons are left out."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        modules, by_module = modules_of(session, course.id), lessons_by_module(session, course.id)
        named = _file_names([lesson for module in modules for lesson in by_module[module.id]])
        description = {
            "id": str(course.id),
            "slug": course.slug,
            "title": course.title,
            "summary": course.summary,
            "language": course.language,
            **({"subject": course.subject} if course.subject is not None else {}),
            "modules": [
                {
                    "id": str(module.id),
                    "title": module.title,
                    "lessons": [named[lesson.id] for lesson in by_module[module.id]],
                }
                for module in modules
            ],
        }
        _add_text(archive, "course.yaml", write_yaml(description))
        for module in modules:
            for lesson in by_module[module.id]:
                _add_text(archive, named[lesson.id], _lesson(session, lesson))
        for file in session.scalars(
            select(CourseFile).where(CourseFile.course_id == course.id).order_by(CourseFile.name)
        ):
            stored = store.find(media_name(course.id, file.stored_name))
            if stored is not None:
                with store.open(stored.name) as content:
                    _add_file(archive, MEDIA + file.name, content, stored.bytes)


def _file_names(lessons: list[Lesson]) -> Mapping[UUID, str]:
    return {lesson.id: f"{LESSONS}{number:02d}-{lesson.slug}.md" for number, lesson in enumerate(lessons, start=1)}


def _add_text(archive: zipfile.ZipFile, name: str, text: str) -> None:
    archive.writestr(zipfile.ZipInfo(name, EARLIEST), text.encode())


def _add_file(archive: zipfile.ZipFile, name: str, content: BinaryIO, size: int) -> None:
    info = zipfile.ZipInfo(name, EARLIEST)
    info.file_size = size
    with archive.open(info, "w") as packed:
        shutil.copyfileobj(content, packed, 1 << 20)


def _lesson(session: Session, lesson: Lesson) -> str:
    body = completed(authored_body(session, lesson))
    _, problems = check_body(lesson, body, read_surroundings(session, lesson, body))
    header = {
        "id": str(lesson.id),
        "slug": lesson.slug,
        "title": body.title,
        "minutes": body.minutes,
        "due_at": lesson.due_at.isoformat() if lesson.due_at is not None else None,
        "due_after_days": lesson.due_after_days,
        "prerequisite_id": str(lesson.prerequisite_id) if lesson.prerequisite_id is not None else None,
        "unfinished": bool(problems) or None,
    }
    return write_lesson({key: value for key, value in header.items() if value is not None}, body)


def write_lesson(header: Mapping[str, object], body: LessonBody) -> str:
    """A lesson as a file: its front matter, and a fence for each block."""
    return f"---\n{write_yaml(header)}---\n" + "".join(f"\n{_block(block)}" for block in body.blocks)


def _block(block: BodyBlock) -> str:
    header: dict[str, object] = {"id": str(block.id)}
    if block.title is not None:
        header["title"] = block.title
    if block.prerequisite is not None:
        header["prerequisite"] = block.prerequisite.model_dump(mode="json")
    below = "".join(_help(block, header))
    content = dict(block.content)
    text = content.pop("text", None) if block.kind in _WITH_TEXT else None
    kind = "text" if block.kind is BlockKind.MARKDOWN else block.kind.value
    plain = _as_lines(text, kind) if isinstance(text, str) else None
    if plain is None and text is not None:
        content["text"] = text
    header |= {"content_title": content.pop("title")} if "title" in content else {}
    lines = write_yaml(header | content)
    if block.kind in _WITH_TEXT:
        lines += f"---\n{plain or ''}\n"
    return f"::: {kind}\n{lines}:::\n{below}"


def _help(block: BodyBlock, header: dict[str, object]) -> Iterator[str]:
    """The help below a block; what cannot stand there as it is goes into its header."""
    hints = [_as_lines(hint, "hint") for hint in block.hints]
    if None in hints:
        header["hints"] = list(block.hints)
    else:
        yield from (f"\n::: hint\n{hint}\n:::\n" for hint in hints)
    for name in ("example", "easier", "challenge"):
        text = getattr(block, name)
        plain = _as_lines(text, name) if text is not None else None
        if plain is not None:
            yield f"\n::: {name}\n{plain}\n:::\n"
        elif text is not None:
            header[f"{name}_text"] = text


def _as_lines(text: str, kind: str) -> str | None:
    """A text as it can stand between two fences; None where reading it would not give the very same text."""
    escaped = _COLONS.sub(r"\1\\", text)
    if kind in {"hint", "example", "easier", "challenge"}:
        sample = _SAMPLE.format(kind="text", text="x") + f"::: {kind}\n{escaped}\n:::\n"
    else:
        sample = _SAMPLE.format(kind=kind, text=escaped)
    report = Report()
    found = read_lesson_text("sample", sample, report)
    if found is None or report.problems or len(found.blocks) != 1 or "\r" in text:
        return None
    block = found.blocks[0]
    read = block.text.text
    if kind == "hint":
        read = block.hints[0].text if block.hints else ""
    elif kind in block.below:
        read = block.below[kind].text
    elif kind in {"example", "easier", "challenge"}:
        return None
    return escaped if read == text else None
