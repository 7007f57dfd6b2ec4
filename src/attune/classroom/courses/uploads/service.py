"""The files of a course: added under the name that people gave them, listed with where they are used, deleted."""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.authoring.access import own_course
from attune.classroom.courses.authoring.lessons.published_files import discard_published
from attune.classroom.courses.authoring.models import LessonDraft
from attune.classroom.courses.files import (
    LARGEST_FILE,
    MEDIA_TYPES,
    UnknownFileType,
    WrongFileContent,
    file_url,
    folded,
    media_name,
    portable_name,
    save_file,
    stored_files,
)
from attune.classroom.courses.media import mentions
from attune.classroom.courses.models import Block, CourseFile, Lesson, PublishedFile
from attune.classroom.courses.uploads.schemas import CourseFileList, CourseFileOut
from attune.classroom.platform.database.engine import when_committed
from attune.classroom.platform.errors import ApiError, Conflict, InvalidInput, NotFound
from attune.classroom.platform.media.contract import MediaStore
from attune.classroom.platform.media.sweeping import discard_unnamed
from attune.classroom.platform.permissions import Actor

LONGEST_NAME = 200  # characters, so that a number can follow


class FileNotTaken(ApiError):
    """The file is of a type that courses do not take, or not what its name says."""

    code, status = "file_not_taken", 422


class FileInUse(Conflict):
    """A lesson names the file; `data.used_in` says which."""

    code = "file_in_use"


def list_files(session: Session, actor: Actor, course_id: UUID, store: MediaStore) -> CourseFileList:
    """The files of a course with the lessons that use them.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    course = own_course(session, actor, course_id)
    files = session.scalars(select(CourseFile).where(CourseFile.course_id == course.id).order_by(CourseFile.name)).all()
    written = _written(session, course.id)
    return CourseFileList(files=[_describe(file, store, _used_in(file.name, written)) for file in files])


def add_file(
    session: Session, actor: Actor, course_id: UUID, name: str, source: Path, store: MediaStore
) -> CourseFileOut:
    """Add a file to a course. A name that is taken, in whatever case, gets a number, unless it is the same file.

    Raises:
        NotFound: the course is not the actor's.
        FileNotTaken: it is too large, of an unknown type, or not what its name says.
    """
    course = own_course(session, actor, course_id)
    name = _plain_name(name)
    if source.stat().st_size > LARGEST_FILE:
        raise FileNotTaken(f"A file has at most {LARGEST_FILE // 1_000_000} MB; make it smaller.")
    known = defaultdict[str, list[CourseFile]](list)
    for each in session.scalars(select(CourseFile).where(CourseFile.course_id == course.id)):
        known[folded(each.name)].append(each)
    for candidate in _candidates(name):
        try:
            saved = save_file(store, course.id, source, candidate)
        except (UnknownFileType, WrongFileContent) as error:
            raise FileNotTaken(f"'{name}' cannot be added: {error}.") from None
        there = known[folded(candidate)]
        for same in there:
            if same.stored_name == saved.stored_name:
                return _describe(same, store, _used_in(same.name, _written(session, course.id)))
        if not there:
            break
        store.delete(media_name(course.id, saved.stored_name))
    width, height = saved.size or (None, None)
    file = CourseFile(
        id=uuid4(), course_id=course.id, name=candidate, stored_name=saved.stored_name, width=width, height=height
    )
    session.add(file)
    session.flush()
    return _describe(file, store, [])


def delete_file(session: Session, actor: Actor, file_id: UUID, store: MediaStore) -> None:
    """Delete a file that no lesson names.

    Raises:
        NotFound: it is not the actor's.
        FileInUse: a lesson names it, as published or as drafted.
    """
    file = session.get(CourseFile, file_id)
    if file is None:
        raise NotFound(f"There is no file {file_id} among yours.", file_id=str(file_id))
    course = own_course(session, actor, file.course_id)
    used_in = _used_in(file.name, _written(session, course.id))
    if used_in:
        raise FileInUse(f"'{file.name}' is used in {', '.join(used_in)}; take it out there first.", used_in=used_in)
    stored = {file.stored_name, *discard_published(session, course.id, file.name)}
    places = [media_name(course.id, name) for name in stored]
    session.delete(file)
    session.flush()
    when_committed(session, lambda: _delete(store, places))


def discard_unnamed_files(session: Session, store: MediaStore, now: datetime) -> int:
    """Delete files of courses that nothing names any more: replaced before they were published, or of a lost course."""
    files = stored_files(store)
    published = select(Lesson.course_id, PublishedFile.stored_name).join(Lesson, Lesson.id == PublishedFile.lesson_id)
    rows = session.execute(select(CourseFile.course_id, CourseFile.stored_name).union(published))
    return discard_unnamed(store, files, {media_name(course_id, name) for course_id, name in rows}, now)


def _delete(store: MediaStore, names: Iterable[str]) -> None:
    for name in names:
        store.delete(name)


def _plain_name(name: str) -> str:
    """The last part of a name, composed, with its ending.

    Raises:
        InvalidInput: for one that cannot be kept.
    """
    plain = unicodedata.normalize("NFC", PurePosixPath(name.replace("\\", "/")).name).strip()
    if not plain or plain.startswith(".") or any(unicodedata.category(each) in {"Cc", "Cs"} for each in plain):
        raise InvalidInput.at("name", "this name cannot be kept; give the file another")
    path = PurePosixPath(portable_name(plain))
    return f"{path.stem[:LONGEST_NAME]}{path.suffix}"


def _candidates(name: str) -> list[str]:
    path = PurePosixPath(name)
    return [name, *(f"{path.stem} ({number}){path.suffix}" for number in range(2, 1_000))]


def _written(session: Session, course_id: UUID) -> Sequence[tuple[str, str]]:
    """The title of every lesson with all that is written in it, published or drafted."""
    written: dict[UUID, list[Any]] = {}
    titles = {}
    lessons = select(Lesson.id, Lesson.title, LessonDraft.body).outerjoin(
        LessonDraft, LessonDraft.lesson_id == Lesson.id
    )
    for lesson_id, title, body in session.execute(lessons.where(Lesson.course_id == course_id)):
        titles[lesson_id], written[lesson_id] = title, [body]
    columns = (Block.lesson_id, Block.content, Block.hints, Block.example, Block.easier, Block.challenge)
    blocks = select(*columns).join(Lesson, Lesson.id == Block.lesson_id)
    for lesson_id, *texts in session.execute(blocks.where(Lesson.course_id == course_id, Block.removed_at.is_(None))):
        written[lesson_id] += texts
    return [(titles[lesson_id], json.dumps(texts, ensure_ascii=False)) for lesson_id, texts in written.items()]


def _used_in(name: str, written: Sequence[tuple[str, str]]) -> list[str]:
    """The titles of the lessons in whose texts a name stands; rather one too many than one too few."""
    return [title for title, text in written if mentions(text, name)]


def _describe(file: CourseFile, store: MediaStore, used_in: list[str]) -> CourseFileOut:
    stored = store.find(media_name(file.course_id, file.stored_name))
    return CourseFileOut(
        id=file.id,
        name=file.name,
        url=file_url(file.course_id, file.stored_name),
        bytes=stored.bytes if stored is not None else 0,
        media_type=MEDIA_TYPES.get(PurePosixPath(file.stored_name).suffix, "application/octet-stream"),
        width=file.width,
        height=file.height,
        used_in=used_in,
    )
