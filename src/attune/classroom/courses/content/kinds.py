"""Which content a block of each kind holds, with the bounds that hold for what is new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attune.classroom.courses.content.assignment import AssignmentContent
from attune.classroom.courses.content.blocks import (
    AudioContent,
    CalloutContent,
    CodeContent,
    Content,
    EmbedContent,
    FileContent,
    ImageContent,
    MarkdownContent,
    VideoContent,
)
from attune.classroom.courses.content.poll import PollContent
from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.models import BlockKind

CONTENTS: Mapping[BlockKind, type[Content]] = {
    BlockKind.MARKDOWN: MarkdownContent,
    BlockKind.VIDEO: VideoContent,
    BlockKind.FILE: FileContent,
    BlockKind.EMBED: EmbedContent,
    BlockKind.QUIZ: QuizContent,
    BlockKind.ASSIGNMENT: AssignmentContent,
    BlockKind.IMAGE: ImageContent,
    BlockKind.AUDIO: AudioContent,
    BlockKind.CALLOUT: CalloutContent,
    BlockKind.CODE: CodeContent,
    BlockKind.POLL: PollContent,
}
FILE_FIELDS = ("file", "captions", "poster")
_NO_TEXT = frozenset(
    {"id", "kind", "file", "captions", "poster", "url", "language", "skill", "accepted", "unit", "alt", "results"}
)


def files_in(kind: BlockKind, content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every file that a block's content names, with the field that names it."""
    if kind in {BlockKind.QUIZ, BlockKind.EMBED, BlockKind.ASSIGNMENT, BlockKind.POLL}:
        return
    for name in FILE_FIELDS:
        value = content.get(name)
        if isinstance(value, str) and value:
            yield name, value


def texts_in(content: Mapping[str, Any]) -> Iterator[str]:
    """Every text of a block's content that may be Markdown; a text that is none names nothing."""
    if "language" in content:  # code shows what it says
        return
    for key, value in content.items():
        if key in _NO_TEXT:
            continue
        if isinstance(value, str):
            yield value
        else:
            yield from _texts_below(value)


def _texts_below(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from texts_in(value)
    elif isinstance(value, list):
        for each in value:
            if isinstance(each, str):
                yield each
            else:
                yield from _texts_below(each)
