"""A copy of a package in which every id is new, and everything that pointed at an old one points at the new one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from attune.classroom.courses.authoring.lessons.body_schemas import LessonBody
from attune.classroom.courses.packages.format import Package, ReadLesson, ReadModule

UUID_LENGTH = 36


def with_new_ids(package: Package) -> Package:
    """The same course under new ids, as a copy has them."""
    new = {lesson.id: uuid4() for lesson in package.lessons()}
    new |= {block.id: uuid4() for lesson in package.lessons() for block in lesson.body.blocks}
    names = {str(old): str(each) for old, each in new.items()}
    modules = [
        ReadModule(uuid4(), module.title, [_renamed(lesson, new, names) for lesson in module.lessons])
        for module in package.modules
    ]
    return Package(uuid4(), package.described, modules, package.files, package.notes)


def _renamed(lesson: ReadLesson, new: Mapping[UUID, UUID], names: dict[str, str]) -> ReadLesson:
    before = lesson.header.prerequisite_id
    header = lesson.header.model_copy(update={"prerequisite_id": new.get(before) if before is not None else None})
    return ReadLesson(new[lesson.id], lesson.slug, header, body_with_new_ids(lesson.body, names))


def body_with_new_ids(body: LessonBody, names: dict[str, str]) -> LessonBody:
    """A lesson under new ids; `names` gives those that are known, and takes those that are made."""
    return LessonBody.model_validate(_walk(body.as_json(), names))


def _walk(value: Any, names: dict[str, str]) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, list):
        return [_walk(each, names) for each in value]
    if not isinstance(value, dict):
        return value
    return {key: _reference(key, each, names) for key, each in value.items()}


def _reference(key: str, value: Any, names: dict[str, str]) -> Any:  # noqa: ANN401 - any JSON value
    if key == "id" and isinstance(value, str) and len(value) == UUID_LENGTH:
        return names.setdefault(value, str(uuid4()))
    if key in {"lesson_id", "block_id"} and isinstance(value, str):
        return names.get(value, value)
    return _walk(value, names)
