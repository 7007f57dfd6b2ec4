"""What a package changes, and the change itself: a new course, or drafts in one that is there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.authoring.lessons.body_schemas import LessonBody
from attune.classroom.courses.authoring.lessons.checking import check_body, completed, read_surroundings
from attune.classroom.courses.authoring.lessons.drafts import authored_body, clear_draft, write_draft
from attune.classroom.courses.authoring.lessons.published_files import pin_published
from attune.classroom.courses.authoring.lessons.publishing import write_version
from attune.classroom.courses.authoring.outline.courses import teach
from attune.classroom.courses.authoring.outline.naming import new_course_slug
from attune.classroom.courses.authoring.outline.order import write_lesson_order, write_module_order
from attune.classroom.courses.files import media_name, save_file
from attune.classroom.courses.media import mentions
from attune.classroom.courses.models import Block, Course, CourseFile, CourseState, Lesson, Module
from attune.classroom.courses.packages.format import Package, ReadLesson
from attune.classroom.courses.packages.renaming import body_with_new_ids
from attune.classroom.platform.media.contract import MediaStore
from attune.classroom.platform.permissions import Actor


@dataclass(slots=True)
class Changes:
    """The titles of the lessons that are new, changed and removed."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def create_from(session: Session, actor: Actor, package: Package, store: MediaStore, now: datetime) -> Course:
    """Make a course of a package: a draft whose lessons are published as version 1, but those that are unfinished.

    Its ids are the package's, and have to be free.
    """
    described = package.described
    taken = session.scalar(select(Course.id).where(Course.slug == described.slug))
    course = Course(
        id=package.id,
        slug=described.slug if taken is None else new_course_slug(session, described.slug),
        title=described.title,
        summary=described.summary,
        language=described.language,
        subject=described.subject,
        state=CourseState.DRAFT,
    )
    session.add(course)
    session.flush()
    teach(session, actor, course)
    _write_files(session, course, package, store)
    lessons = _write_outline(session, course, package, now)
    for read in package.lessons():
        _write_first(session, lessons[read.id], read, actor, now)
    return course


def is_taken(session: Session, package: Package) -> bool:
    """Whether an id of the package is already that of a course, module, lesson or block."""
    ids: dict[type[Course | Module | Lesson | Block], list[UUID]] = {
        Course: [package.id],
        Module: [module.id for module in package.modules],
        Lesson: [lesson.id for lesson in package.lessons()],
        Block: [block.id for lesson in package.lessons() for block in lesson.body.blocks],
    }
    return any(session.scalar(select(table.id).where(table.id.in_(each)).limit(1)) for table, each in ids.items())


def compare(session: Session, course: Course, package: Package, store: MediaStore) -> tuple[Package, Changes]:
    """What the package would change in a course that is there.

    Returns:
        The package with the ids that it would have there, and the changes.
    """
    package = _matched(session, course, package)
    there = {lesson.id: lesson for lesson in _lessons(session, course)}
    replaced = _replaced_files(session, course, package, store)
    changes = Changes()
    for read in package.lessons():
        lesson = there.pop(read.id, None)
        if lesson is None:
            changes.new.append(read.body.title)
        elif lesson.archived_at is not None or _differs(session, lesson, read) or _names_any(read.body, replaced):
            changes.changed.append(read.body.title)
    changes.removed = [lesson.title for lesson in there.values() if lesson.archived_at is None]
    return package, changes


def update_from(
    session: Session, actor: Actor, course: Course, package: Package, store: MediaStore, now: datetime
) -> None:
    """Let a course become what a package, which was compared with it, holds.

    Texts become drafts that students see once they are published, and so do files that the package has with another
    content; what is not in the package is archived.
    """
    described = package.described
    course.title, course.summary, course.language = described.title, described.summary, described.language
    course.subject = described.subject
    _write_files(session, course, package, store)
    lessons = _write_outline(session, course, package, now)
    for read in package.lessons():
        lesson = lessons[read.id]
        if lesson.version == 0 or _differs(session, lesson, read):
            write_draft(session, lesson, read.body, actor.id, now)


def _matched(session: Session, course: Course, package: Package) -> Package:
    """The package with the ids of what it describes: by id, or by name where it gives none.

    A block whose id belongs to another lesson, or another course, gets a new one: records stay where they are.
    """
    lessons = _lessons(session, course)
    by_slug = {lesson.slug: lesson.id for lesson in lessons}
    known = {lesson.id for lesson in lessons}
    modules = {module.id for module in session.scalars(select(Module).where(Module.course_id == course.id))}
    by_title = {
        module.title: module.id for module in session.scalars(select(Module).where(Module.course_id == course.id))
    }
    ids: dict[UUID, UUID] = {}
    for read in package.lessons():
        if read.id not in known:
            taken = session.get(Lesson, read.id) is not None
            ids[read.id] = by_slug.get(read.slug, uuid4() if taken else read.id)
    found = []
    for module in package.modules:
        elsewhere = module.id not in modules and session.get(Module, module.id) is not None
        unknown = by_title.get(module.title, uuid4() if elsewhere else module.id)
        matched = [_in_its_lesson(session, read, ids) for read in module.lessons]
        found.append(replace(module, id=module.id if module.id in modules else unknown, lessons=matched))
    return replace(package, modules=found)


def _in_its_lesson(session: Session, read: ReadLesson, ids: dict[UUID, UUID]) -> ReadLesson:
    lesson_id = ids.get(read.id, read.id)
    owners = dict(
        session.execute(
            select(Block.id, Block.lesson_id).where(Block.id.in_([block.id for block in read.body.blocks]))
        ).all()
    )
    body = read.body
    if any(owner != lesson_id for owner in owners.values()):
        names = {str(block.id): str(block.id) for block in body.blocks if owners.get(block.id, lesson_id) == lesson_id}
        names |= {each: each for each in _ids_below(body)}
        body = body_with_new_ids(body, names)
    renamed = {str(old): str(new) for old, new in ids.items()}
    for block in body.blocks:
        if block.prerequisite is not None and str(block.prerequisite.lesson_id) in renamed:
            target = UUID(renamed[str(block.prerequisite.lesson_id)])
            required = block.prerequisite.model_copy(update={"lesson_id": target})
            blocks = [
                each.model_copy(update={"prerequisite": required}) if each is block else each for each in body.blocks
            ]
            body = body.model_copy(update={"blocks": blocks})
    return replace(read, id=lesson_id, body=body)


def _ids_below(body: LessonBody) -> Sequence[str]:
    """The ids of questions and of their parts."""
    found: list[str] = []
    waiting: list[object] = [block.content for block in body.blocks]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            if isinstance(each.get("id"), str):
                found.append(each["id"])
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
    return found


def _differs(session: Session, lesson: Lesson, read: ReadLesson) -> bool:
    return completed(authored_body(session, lesson)).as_json() != completed(read.body).as_json()


def _lessons(session: Session, course: Course) -> Sequence[Lesson]:
    return session.scalars(select(Lesson).where(Lesson.course_id == course.id).order_by(Lesson.position)).all()


def _files_by_name(session: Session, course: Course) -> dict[str, CourseFile]:
    return {file.name: file for file in session.scalars(select(CourseFile).where(CourseFile.course_id == course.id))}


def _is_same(file: CourseFile, source: Path, store: MediaStore) -> bool:
    """Whether the stored file has this very content."""
    stored = store.find(media_name(file.course_id, file.stored_name))
    if stored is None or stored.bytes != source.stat().st_size:
        return False
    with store.open(stored.name) as there, source.open("rb") as brought:
        while piece := there.read(1 << 20):
            if piece != brought.read(len(piece)):
                return False
    return True


def _replaced_files(session: Session, course: Course, package: Package, store: MediaStore) -> list[str]:
    """The names of the files that the package brings with another content."""
    known = _files_by_name(session, course)
    brought = [(known[name], path) for name, path in package.files.items() if name in known]
    return [file.name for file, path in brought if not _is_same(file, path, store)]


def _names_any(body: LessonBody, files: Sequence[str]) -> bool:
    written = json.dumps(body.as_json(), ensure_ascii=False) if files else ""
    return any(mentions(written, name) for name in files)


def _write_files(session: Session, course: Course, package: Package, store: MediaStore) -> None:
    known = _files_by_name(session, course)
    for name, path in sorted(package.files.items()):
        file = known.get(name)
        if file is not None:
            if _is_same(file, path, store):
                continue
            pin_published(session, file)
        saved = save_file(store, course.id, path, name)
        width, height = saved.size or (None, None)
        if file is None:
            file = CourseFile(id=uuid4(), course_id=course.id, name=name, stored_name=saved.stored_name)
            session.add(file)
        file.stored_name, file.width, file.height = saved.stored_name, width, height
    session.flush()


def _write_outline(session: Session, course: Course, package: Package, now: datetime) -> dict[UUID, Lesson]:
    """Let modules and lessons stand as in the package; what it does not hold is archived."""
    modules = {module.id: module for module in session.scalars(select(Module).where(Module.course_id == course.id))}
    lessons = {lesson.id: lesson for lesson in _lessons(session, course)}
    staying = {module.id for module in package.modules}
    positions = [*(module.position for module in modules.values()), *(lesson.position for lesson in lessons.values())]
    highest = max(positions, default=0)
    for module in modules.values():
        module.archived_at = None if module.id in staying else module.archived_at or now
        highest += 1
        module.position = highest  # of nothing else, until all of them are put in order
    read_ids = {read.id for read in package.lessons()}
    for lesson in lessons.values():
        lesson.archived_at = None if lesson.id in read_ids else lesson.archived_at or now
        highest += 1
        lesson.position = highest
    session.flush()
    for read_module in package.modules:
        highest += 1
        if read_module.id not in modules:
            added = Module(id=read_module.id, course_id=course.id, title=read_module.title, position=highest)
            modules[added.id] = added
            session.add(added)
            session.flush()
        modules[read_module.id].title = read_module.title
        for read in read_module.lessons:
            highest += 1
            if read.id not in lessons:
                lessons[read.id] = _new_lesson(course, read_module.id, read, highest)
                session.add(lessons[read.id])
                session.flush()
            lesson = lessons[read.id]
            lesson.module_id, lesson.due_at = read_module.id, read.header.due_at
            lesson.due_after_days = read.header.due_after_days
    _write_sequence(package, lessons)
    session.flush()
    ordered = {module.id: [lessons[read.id] for read in module.lessons] for module in package.modules}
    write_module_order(session, course.id, [modules[module.id] for module in package.modules])
    write_lesson_order(session, course.id, ordered)
    return lessons


def _new_lesson(course: Course, module_id: UUID, read: ReadLesson, position: int) -> Lesson:
    return Lesson(
        id=read.id,
        course_id=course.id,
        module_id=module_id,
        slug=read.slug,
        title=read.body.title or read.slug,
        minutes=read.body.minutes,
        position=position,
        version=0,
    )


def _write_sequence(package: Package, lessons: dict[UUID, Lesson]) -> None:
    """Which lesson opens after which other: as each says, or all of them in a row."""
    before: UUID | None = None
    for read in package.lessons():
        first = read.header.prerequisite_id
        known = first if first in lessons and first != read.id else None
        lessons[read.id].prerequisite_id = before if package.described.sequential else known
        before = read.id


def _write_first(session: Session, lesson: Lesson, read: ReadLesson, actor: Actor, now: datetime) -> None:
    body, problems = check_body(lesson, read.body, read_surroundings(session, lesson, read.body))
    if problems or read.header.unfinished:
        write_draft(session, lesson, read.body, actor.id, now)
        return
    write_version(session, lesson, body, actor.id, None, now)
    clear_draft(session, lesson, actor.id, now)
