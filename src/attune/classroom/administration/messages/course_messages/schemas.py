"""What comes in and goes out about the messages of a course."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from attune.affect.causes import Cause
from attune.affect.messages.strategies import MessageStyle, Strategy
from attune.classroom.administration.messages.schemas import FactOut, MessageDraft, MessageOut, Needs, Texts
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.schemas import Incoming, Outgoing


class CourseMessageDraft(MessageDraft):
    """A tutor's message. block_id: where alone it is said; None: anywhere in the course."""

    block_id: UUID | None = None


class CourseMessageEdit(Incoming):
    """New words or needs, which have to be read again, or whether it is said at all. version: the one edited."""

    version: Annotated[int, Field(ge=0, le=2**31 - 1)]
    texts: Texts | None = None
    needs: Needs | None = None
    active: bool | None = None


class CourseBlock(Outgoing):
    """A block that a message can be for."""

    id: UUID
    title: str | None
    lesson_title: str


class CourseMessages(Outgoing):
    """The messages of a course, and what a new one can be made of.

    switched_off: the ids of those that an administrator has switched off: they stay off unless their words change.
    """

    messages: list[MessageOut]
    switched_off: list[str]
    blocks: list[CourseBlock]
    languages: list[Locale]
    causes: list[Cause]
    strategies: list[Strategy]
    styles: list[MessageStyle]
    facts: list[FactOut]
    variables: list[str]
