"""Import a course from a folder of Markdown files.

    course.yaml         slug, title, summary, language, sequential, modules: [{title, lessons: [file, ...]}]
    some-lesson.md      front matter (title, minutes, due_after_days), then the blocks
    video.webm, ...     the files that blocks name

A lesson is Markdown. What stands between two fences is a block of its own; a `text` block may begin with a header:

    ::: text                    ::: video                 ::: quiz
    title: The mean             title: Sampling           title: Check yourself
    hint: Think of a seesaw.    file: sampling.webm       graded: false
    ---                         captions: sampling.vtt    questions:
    Markdown ...                duration_seconds: 30        - kind: single ...
    :::                         :::                       :::

The kinds are text, video, quiz, file and embed; Markdown outside any fence is a text block without a title. Below
a block may stand help in Markdown that is opened on request: any number of hints, from a first nudge to the last step
before the answer, and one worked example. A single short hint may stand in the header instead.

    ::: hint                    ::: example
    What does the mean share?   For 2, 4 and 9: ...
    :::                         :::
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, TypeVar
from uuid import UUID, uuid4

import yaml
from pydantic import Field, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.content import (
    Content,
    EmbedContent,
    FileContent,
    MarkdownContent,
    QuizContent,
    VideoContent,
)
from attune.classroom.courses.files import UnknownFileType, keep_file
from attune.classroom.courses.lesson_text import CourseFormatError, RawBlock, read_lesson_text
from attune.classroom.courses.models import Block, BlockKind, Course, Lesson, Module
from attune.classroom.errors import Conflict


class CourseExists(Conflict):
    """A course with this slug is there already."""

    code = "course_exists"


class ModuleFile(Content):
    """A module as course.yaml describes it."""

    title: str
    lessons: Annotated[list[str], Field(min_length=1)]


class CourseFile(Content):
    """What course.yaml holds. In a `sequential` course each lesson opens when the one before it is completed."""

    slug: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,80}$")]
    title: str
    summary: str
    language: str = "en"
    sequential: bool = False
    modules: Annotated[list[ModuleFile], Field(min_length=1)]


class LessonHeader(Content):
    """The front matter of a lesson."""

    title: str
    minutes: Annotated[int, Field(ge=1, le=600)]
    due_after_days: Annotated[float, Field(gt=0)] | None = None


@dataclass(frozen=True, slots=True)
class Importer:
    """Imports one folder in the caller's transaction. `now` is what due dates count from."""

    session: Session
    folder: Path
    media_dir: Path
    now: datetime

    def run(self) -> Course:
        """Import the course; raises CourseFormatError, which names the file, and CourseExists."""
        described = _validated(CourseFile, yaml.safe_load((self.folder / "course.yaml").read_text()), "course.yaml")
        if self.session.scalar(select(Course.id).where(Course.slug == described.slug)) is not None:
            raise CourseExists(f"There is already a course '{described.slug}'.", slug=described.slug)
        course = Course(
            id=uuid4(),
            slug=described.slug,
            title=described.title,
            summary=described.summary.strip(),
            language=described.language,
        )
        self.session.add(course)
        before: Lesson | None = None
        for position, (module, file) in enumerate(self._modules(course, described), start=1):
            lesson = self._lesson(course, module, file, position)
            lesson.prerequisite_id = before.id if described.sequential and before is not None else None
            self.session.flush()
            before = lesson
        return course

    def _modules(self, course: Course, described: CourseFile) -> Iterator[tuple[Module, str]]:
        """Every lesson's file with its module."""
        for position, part in enumerate(described.modules, start=1):
            module = Module(id=uuid4(), course_id=course.id, title=part.title, position=position)
            self.session.add(module)
            self.session.flush()
            for file in part.lessons:
                yield module, file

    def _lesson(self, course: Course, module: Module, file: str, position: int) -> Lesson:
        raw_header, raw_blocks = read_lesson_text(file, (self.folder / file).read_text())
        header = _validated(LessonHeader, raw_header, file)
        lesson = Lesson(
            id=uuid4(),
            course_id=course.id,
            module_id=module.id,
            slug=Path(file).stem,
            title=header.title,
            minutes=header.minutes,
            position=position,
            due_at=self.now + timedelta(days=header.due_after_days) if header.due_after_days else None,
        )
        self.session.add(lesson)
        self.session.flush()
        for number, raw in enumerate(raw_blocks, start=1):
            self.session.add(self._block(course.id, lesson, file, number, raw))
        return lesson

    def _block(self, course_id: UUID, lesson: Lesson, file: str, number: int, raw: RawBlock) -> Block:
        fields = dict(raw.fields)
        title, first_hint = fields.pop("title", None), fields.pop("hint", None)
        kind, content = self._content(course_id, f"{file}, block {number}", raw.kind, fields, raw.text)
        return Block(
            id=uuid4(),
            lesson_id=lesson.id,
            kind=kind,
            position=number,
            title=title,
            hints=[*([first_hint] if first_hint else []), *raw.hints],
            example=raw.example,
            content=content.model_dump(mode="json"),
        )

    def _content(
        self, course_id: UUID, where: str, kind: str, fields: dict[str, Any], text: str
    ) -> tuple[BlockKind, Content]:
        for name in ("file", "captions", "poster"):
            if name in fields:
                fields[name] = self._keep(course_id, where, str(fields[name]))
        if kind == "text":
            return BlockKind.MARKDOWN, _validated(MarkdownContent, {**fields, "text": text}, where)
        if kind == "video":
            return BlockKind.VIDEO, _validated(VideoContent, fields, where)
        if kind == "quiz":
            return BlockKind.QUIZ, _validated(QuizContent, _with_ids(fields), where)
        if kind == "file":
            size = (self.media_dir / str(course_id) / str(fields.get("file"))).stat().st_size
            return BlockKind.FILE, _validated(FileContent, {**fields, "bytes": size}, where)
        if kind == "embed":
            return BlockKind.EMBED, _validated(EmbedContent, fields, where)
        raise CourseFormatError(where, f"there is no block kind '{kind}'; use text, video, quiz, file or embed")

    def _keep(self, course_id: UUID, where: str, name: str) -> str:
        source = (self.folder / name).resolve()
        if not source.is_relative_to(self.folder.resolve()) or not source.is_file():
            raise CourseFormatError(where, f"the course's folder has no file '{name}'")
        try:
            return keep_file(self.media_dir, course_id, source)
        except UnknownFileType as error:
            raise CourseFormatError(where, str(error)) from None


def import_course(session: Session, folder: Path, media_dir: Path, now: datetime) -> Course:
    """Import the course in `folder`, in the caller's transaction; see the top of this module for the format."""
    return Importer(session, folder, media_dir, now).run()


def _with_ids(fields: dict[str, Any]) -> dict[str, Any]:
    """Give every question and choice an id of its own."""
    questions = [
        {
            **question,
            "id": uuid4(),
            **(
                {"choices": [{"correct": False, **choice, "id": uuid4()} for choice in question["choices"]]}
                if "choices" in question
                else {}
            ),
        }
        for question in fields.get("questions", [])
    ]
    return {**fields, "questions": questions}


Model = TypeVar("Model", bound=Content)


def _validated(model: type[Model], values: Any, where: str) -> Model:  # noqa: ANN401
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        path = ".".join(str(part) for part in first["loc"])
        raise CourseFormatError(where, f"'{path}': {first['msg']}") from None
