"""What the files of a course hold: the typed form of course.yaml, of a lesson's front matter and of blocks' headers.

Bounds that only concern what is new stand here and not in `courses.content`, which also reads what was stored before.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from attune.classroom.courses.content.blocks import (
    Content,
    EmbedContent,
    ImageContent,
    Tone,
    VideoContent,
)
from attune.classroom.courses.content.items import HelpText, Item
from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.platform.schemas import PlainText

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Subject = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), PlainText(lines=False)]
FileName = Annotated[str, StringConstraints(min_length=1, max_length=255)]


class ModuleFile(Content):
    """A module as course.yaml describes it."""

    title: Title
    lessons: Annotated[list[FileName], Field(min_length=1, max_length=500)]


class CourseDescription(Content):
    """What course.yaml holds. In a `sequential` course each lesson opens when the one before it is completed."""

    slug: Annotated[
        str,
        Field(pattern=r"^[a-z0-9-]{1,80}$", description="1 to 80 small letters, digits and hyphens, as in my-course"),
    ]
    title: Title
    summary: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5_000)]
    language: Annotated[
        str,
        Field(
            pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
            max_length=10,
            description="a language's code, as in en, de, ar",
        ),
    ] = "en"
    subject: Subject | None = None
    sequential: bool = False
    modules: Annotated[list[ModuleFile], Field(min_length=1, max_length=200)]


class LessonHeader(Content):
    """The front matter of a lesson."""

    title: Title
    minutes: Annotated[int, Field(ge=1, le=600)]
    due_after_days: Annotated[float, Field(gt=0, le=3650)] | None = None


class BlockHeader(Content):
    """What the header of any block may hold.

    prerequisite: what the block builds on, as 'lesson.md' or 'lesson.md#Title of a block'.
    """

    title: Title | None = None
    hint: HelpText | None = None
    prerequisite: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)] | None = None


class TextHeader(Content):
    """A text block's header holds nothing more."""


class FileHeader(Content):
    """A file to download."""

    file: FileName


class VideoHeader(VideoContent):
    """A video as an author describes it; its length bounds the place that a student's device may report."""

    duration_seconds: Annotated[float, Field(gt=0, le=86_400)] | None = None


class ImageHeader(ImageContent):
    """An image; its `alt` says what it shows."""

    file: FileName


class AudioHeader(Content):
    """A recording, with what is said in it."""

    file: FileName
    transcript: str | None = None


class CalloutHeader(Content):
    """How a callout is meant; its Markdown stands below the header."""

    tone: Tone = Tone.NOTE


class CodeHeader(Content):
    """In which language code is written; the code stands below the header."""

    language: Annotated[
        str, Field(pattern=r"^[a-z0-9+#.-]{1,30}$", description="the short name of a language, as in python")
    ] = "text"


class EmbedHeader(EmbedContent):
    """A page of another site."""

    url: Annotated[
        str,
        Field(
            pattern=r"^https://[^\s/?#]+[^\s]*$", max_length=2_000, description="a whole address that begins https://"
        ),
    ]
    title: Title


class QuizHeader(QuizContent):
    """A quiz as an author writes it; the numbers of questions and attempts are those that answers are taken for."""

    attempts_allowed: Annotated[int, Field(ge=1, le=1_000)] | None = None
    questions: Annotated[list[Item], Field(min_length=1, max_length=200)]
