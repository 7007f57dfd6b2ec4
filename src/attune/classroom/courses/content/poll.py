"""What a poll holds."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from attune.classroom.courses.content.blocks import Content


class PollResults(StrEnum):
    """Who sees what a class has answered: everybody who answered, or tutors alone."""

    AFTER_ANSWER = "after_answer"
    NEVER = "never"


class PollChoice(Content):
    """Something to choose, in Markdown of one line."""

    id: UUID
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class PollContent(Content):
    """A question in Markdown without a right answer, and what may be chosen; one choice a student."""

    question: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
    choices: Annotated[list[PollChoice], Field(min_length=2, max_length=20)]
    results: PollResults = PollResults.AFTER_ANSWER
