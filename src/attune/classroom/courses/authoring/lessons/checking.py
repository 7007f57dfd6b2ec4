"""Whether a lesson can be published: everything that is wrong with it, with the block and the field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.authoring.lessons.body_schemas import BodyBlock, LessonBody
from attune.classroom.courses.content.kinds import CONTENTS, files_in, texts_in
from attune.classroom.courses.importing.naming import LESSON
from attune.classroom.courses.models import Block, BlockKind, CourseFile, Lesson
from attune.classroom.platform.errors import ApiError
from attune.classroom.platform.markdown import find_references

MOST_SHOWN = 100
Detail = str | int | float
UUID_LENGTH = 36


class Fault(StrEnum):
    """A rule that a lesson breaks as a whole, or a block in its surroundings; a content's rules have their own names.

    The client says each in its reader's language, with the problem's details: `editor.publish.rules` in its catalogues.
    """

    NO_TITLE = "no_title"
    NO_BLOCKS = "no_blocks"
    EMPTY_TEXT = "empty_text"
    EMPTY_HELP = "empty_help"
    EMPTY_HINT = "empty_hint"
    OF_ANOTHER_LESSON = "of_another_lesson"
    OTHER_KIND = "other_kind"
    SAME_ID = "same_id"
    NO_FILE = "no_file"
    IMAGE_ELSEWHERE = "image_elsewhere"
    NO_LESSON = "no_lesson"
    BUILDS_ON_LATER = "builds_on_later"
    LESSON_GONE = "lesson_gone"
    BLOCK_GONE = "block_gone"


WORDS: Mapping[Fault, str] = {
    Fault.NO_TITLE: "The lesson needs a title.",
    Fault.NO_BLOCKS: "The lesson needs at least one block.",
    Fault.EMPTY_TEXT: "The text is empty; write into it, or remove the block.",
    Fault.EMPTY_HELP: "This help is empty; write into it, or remove it.",
    Fault.EMPTY_HINT: "A hint is empty; write into it, or remove it.",
    Fault.OF_ANOTHER_LESSON: "This block belongs to another lesson; a copy needs an id of its own.",
    Fault.OTHER_KIND: "A block keeps its kind; make a new one instead.",
    Fault.SAME_ID: "Two blocks, questions or choices have one id; a copy needs ids of its own.",
    Fault.NO_FILE: "The course has no file '{name}'; upload it, or choose another.",
    Fault.IMAGE_ELSEWHERE: "The image '{name}' lies on another site; upload it to the course.",
    Fault.NO_LESSON: "The link '{name}' leads to a lesson that the course does not have.",
    Fault.BUILDS_ON_LATER: "A block builds on something that comes before it.",
    Fault.LESSON_GONE: "The lesson that this builds on is not in the course any more.",
    Fault.BLOCK_GONE: "The block that this builds on is not in its lesson any more.",
}


class NotPublishable(ApiError):
    """The lesson cannot be published as it is; `data.problems` says why, each with its block and field."""

    code, status = "not_publishable", 422


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: at the lesson itself where there is no block, else at a block, and perhaps at one of its questions.

    code: which rule is broken: a `Fault`, or a rule of the content by its name.
    details: what the message names, by name.
    """

    block_id: UUID | None
    field: str
    code: str
    message: str
    question_id: str | None = None
    details: Mapping[str, Detail] = dataclass_field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """What the client shows."""
        return {
            "block_id": str(self.block_id) if self.block_id is not None else None,
            "question_id": self.question_id,
            "field": self.field,
            "message": self.message,
            "code": self.code,
            "details": dict(self.details),
        }


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What of the course a lesson may name, and what its ids may not be."""

    files: Collection[str]
    slugs: Collection[str]
    positions: Mapping[UUID, int]
    kinds: Mapping[UUID, BlockKind]
    taken: Collection[UUID]
    built_on: Mapping[UUID, UUID]
    """The lesson of each block that the lesson builds on, where there is such a block."""


def refuse_unpublishable(session: Session, lesson: Lesson, body: LessonBody) -> LessonBody:
    """Check a lesson whole.

    Returns:
        The lesson with every content complete: what an author left out has its default.

    Raises:
        NotPublishable: with everything that is wrong.
    """
    around = read_surroundings(session, lesson, body)
    checked, problems = check_body(lesson, body, around)
    if problems:
        shown = [problem.as_json() for problem in problems[:MOST_SHOWN]]
        message = f"There is something to put right before this can be published: {problems[0].message}"
        raise NotPublishable(message, problems=shown)
    return checked


def read_surroundings(session: Session, lesson: Lesson, body: LessonBody) -> Surroundings:
    """Read what a lesson is checked against, in a fixed number of queries."""
    files = session.scalars(select(CourseFile.name).where(CourseFile.course_id == lesson.course_id)).all()
    there = session.execute(
        select(Lesson.id, Lesson.slug, Lesson.position).where(
            Lesson.course_id == lesson.course_id, Lesson.archived_at.is_(None)
        )
    ).all()
    rows = session.execute(
        select(Block.id, Block.kind, Block.lesson_id).where(Block.id.in_([block.id for block in body.blocks]))
    ).all()
    named = [block.prerequisite.block_id for block in body.blocks if block.prerequisite is not None]
    built_on = select(Block.id, Block.lesson_id).where(Block.id.in_(filter(None, named)), Block.removed_at.is_(None))
    return Surroundings(
        files=frozenset(files),
        slugs=frozenset(row.slug for row in there),
        positions={row.id: row.position for row in there},
        kinds={row.id: row.kind for row in rows if row.lesson_id == lesson.id},
        taken=frozenset(row.id for row in rows if row.lesson_id != lesson.id),
        built_on=dict(session.execute(built_on).all()),
    )


def check_body(lesson: Lesson, body: LessonBody, around: Surroundings) -> tuple[LessonBody, list[Problem]]:
    """The lesson with every content complete where that could be, and everything that is wrong with it."""
    problems = list(_check_lesson(body))
    blocks, ids = [], _ids_of(body)
    for number, block in enumerate(body.blocks):
        content, found = _check_content(block)
        problems += found
        problems += _check_ids(block, ids, around)
        problems += _check_names(block, around)
        problems += _check_prerequisite(lesson, body, number, around)
        blocks.append(block.model_copy(update={"content": content}))
    return body.model_copy(update={"blocks": blocks}), problems


def completed(body: LessonBody) -> LessonBody:
    """The lesson with every content complete where that can be: what an author left out has its default."""
    blocks = [block.model_copy(update={"content": _completed(block)}) for block in body.blocks]
    return body.model_copy(update={"blocks": blocks})


def _completed(block: BodyBlock) -> dict[str, Any]:
    try:
        return CONTENTS[block.kind].model_validate(block.content).model_dump(mode="json")
    except ValidationError:
        return block.content


def _check_lesson(body: LessonBody) -> Iterator[Problem]:
    if not body.title.strip():
        yield _problem(None, "title", Fault.NO_TITLE)
    if not body.blocks:
        yield _problem(None, "blocks", Fault.NO_BLOCKS)


def _check_content(block: BodyBlock) -> tuple[dict[str, Any], list[Problem]]:
    try:
        content = CONTENTS[block.kind].model_validate(block.content)
    except ValidationError as error:
        return block.content, [
            Problem(
                block.id,
                _field(found["loc"]),
                found["type"],
                _message(found["loc"], found["msg"]),
                _question_at(block, found),
                _details(found),
            )
            for found in error.errors(include_url=False)
        ]
    problems = []
    if block.kind is BlockKind.MARKDOWN and not block.content["text"].strip():
        problems.append(_problem(block.id, "text", Fault.EMPTY_TEXT))
    for name in ("example", "easier", "challenge"):
        if getattr(block, name) == "":
            problems.append(_problem(block.id, name, Fault.EMPTY_HELP))
    if any(not hint.strip() for hint in block.hints):
        problems.append(_problem(block.id, "hints", Fault.EMPTY_HINT))
    return content.model_dump(mode="json"), problems


def _field(loc: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in loc) or "content"


def _message(loc: tuple[str | int, ...], message: str) -> str:
    return f"{loc[-1]}: {message}" if loc else message


def _problem(block_id: UUID | None, field: str, fault: Fault, **details: Detail) -> Problem:
    return Problem(block_id, field, fault, WORDS[fault].format(**details), details=details)


def _details(found: ErrorDetails) -> dict[str, Detail]:
    """What the rule of the content names: a bound, a pool, a gap."""
    return {name: value for name, value in found.get("ctx", {}).items() if isinstance(value, str | int | float)}


def _question_at(block: BodyBlock, found: ErrorDetails) -> str | None:
    """The id of the question in which a fault of a quiz lies."""
    loc = found["loc"]
    questions = block.content.get("questions")
    if len(loc) < 2 or loc[0] != "questions" or not isinstance(loc[1], int) or not isinstance(questions, list):
        return None
    question = questions[loc[1]] if loc[1] < len(questions) else None
    known = question.get("id") if isinstance(question, dict) else None
    return known if isinstance(known, str) else None


def _ids_of(body: LessonBody) -> Counter[str]:
    """How often each id stands in the lesson: those of blocks, and of all that blocks hold."""
    ids: Counter[str] = Counter(str(block.id) for block in body.blocks)
    for block in body.blocks:
        ids.update(_ids_in(block.content))
    return ids


def _ids_in(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        own = value.get("id")
        if isinstance(own, str) and len(own) == UUID_LENGTH:  # others are names within their question
            yield own.lower()
        for each in value.values():
            yield from _ids_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _ids_in(each)


def _check_ids(block: BodyBlock, ids: Counter[str], around: Surroundings) -> Iterator[Problem]:
    if block.id in around.taken:
        yield _problem(block.id, "id", Fault.OF_ANOTHER_LESSON)
    elif around.kinds.get(block.id, block.kind) is not block.kind:
        yield _problem(block.id, "kind", Fault.OTHER_KIND)
    if ids[str(block.id)] > 1 or any(ids[each] > 1 for each in _ids_in(block.content)):
        yield _problem(block.id, "id", Fault.SAME_ID)


def _check_names(block: BodyBlock, around: Surroundings) -> Iterator[Problem]:
    for field, name in files_in(block.kind, block.content):
        if name not in around.files:
            yield _problem(block.id, field, Fault.NO_FILE, name=name[:80])
    texts = [*block.hints, block.example, block.easier, block.challenge, *texts_in(block.content)]
    for text in filter(None, texts):
        if "[" not in text:  # names no file and no lesson; reading a text costs milliseconds
            continue
        for reference in find_references(text):
            yield from _check_reference(block.id, reference.kind, reference.name, reference.address, around)


def _check_reference(
    block_id: UUID, kind: str, name: str | None, address: str, around: Surroundings
) -> Iterator[Problem]:
    short = address[:80]
    if name is None:
        if kind == "picture":
            yield _problem(block_id, "text", Fault.IMAGE_ELSEWHERE, name=short)
        return
    if name.endswith(LESSON) and kind != "picture":
        if name.removesuffix(LESSON) not in around.slugs:
            yield _problem(block_id, "text", Fault.NO_LESSON, name=short)
    elif name not in around.files:
        yield _problem(block_id, "text", Fault.NO_FILE, name=short)


def _check_prerequisite(lesson: Lesson, body: LessonBody, number: int, around: Surroundings) -> Iterator[Problem]:
    block = body.blocks[number]
    if block.prerequisite is None:
        return
    target, at = block.prerequisite.lesson_id, block.prerequisite.block_id
    if target == lesson.id:
        before = {each.id for each in body.blocks[:number]}
        if at not in before:
            yield _problem(block.id, "prerequisite", Fault.BUILDS_ON_LATER)
    elif target not in around.positions:
        yield _problem(block.id, "prerequisite", Fault.LESSON_GONE)
    elif around.positions[target] > lesson.position:
        yield _problem(block.id, "prerequisite", Fault.BUILDS_ON_LATER)
    elif at is not None and around.built_on.get(at) != target:
        yield _problem(block.id, "prerequisite", Fault.BLOCK_GONE)
