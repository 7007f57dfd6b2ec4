"""Blocks of image, audio, callout, code, assignment and poll, from their headers and the text below."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from attune.classroom.courses.content.assignment import AssignmentContent
from attune.classroom.courses.content.blocks import AudioContent, CalloutContent, CodeContent, Content, ImageContent
from attune.classroom.courses.content.poll import PollContent
from attune.classroom.courses.files import PICTURES, RECORDINGS
from attune.classroom.courses.importing.checking import check
from attune.classroom.courses.importing.format import AudioHeader, CalloutHeader, CodeHeader, ImageHeader
from attune.classroom.courses.importing.lesson_text import RawBlock
from attune.classroom.courses.importing.naming import NamedFiles
from attune.classroom.courses.importing.problems import Report
from attune.classroom.courses.models import BlockKind

Found = tuple[BlockKind, Content] | None


def read_media_block(raw: RawBlock, fields: dict[str, Any], file: str, files: NamedFiles, report: Report) -> Found:
    """The block, whose kind is one of these; None, and its problems in the report, where something is wrong."""
    if raw.kind == "image":
        image = check(ImageHeader, fields, file, raw.line_of, report)
        if image is None:
            return None
        if image.caption:
            files.check_text(image.caption, file, raw.line_of(("caption",)), lines=False)
        name = files.name(image.file, file, raw.line_of(("file",)), PICTURES)
        return BlockKind.IMAGE, ImageContent(file=name, alt=image.alt, caption=image.caption)
    if raw.kind == "audio":
        audio = check(AudioHeader, fields, file, raw.line_of, report)
        if audio is None:
            return None
        name = files.name(audio.file, file, raw.line_of(("file",)), RECORDINGS)
        return BlockKind.AUDIO, AudioContent(file=name, transcript=audio.transcript)
    if raw.kind == "assignment":
        return _read_assignment(raw, fields, file, files, report)
    if raw.kind == "poll":
        return _read_poll(raw, fields, file, files, report)
    if not raw.text.text.strip():
        report.add(file, raw.line, f"the block '::: {raw.kind}' is empty", "Write into it, or take it out.")
        return None
    if raw.kind == "callout":
        callout = check(CalloutHeader, fields, file, raw.line_of, report)
        files.check_text(raw.text.text, file, raw.text.line, lines=True)
        return None if callout is None else (BlockKind.CALLOUT, CalloutContent(tone=callout.tone, text=raw.text.text))
    code = check(CodeHeader, fields, file, raw.line_of, report)
    return None if code is None else (BlockKind.CODE, CodeContent(language=code.language, text=raw.text.text))


def _read_assignment(raw: RawBlock, fields: dict[str, Any], file: str, files: NamedFiles, report: Report) -> Found:
    rubric = fields.get("rubric")
    if isinstance(rubric, list):
        named = [{"id": str(uuid4()), **line} if isinstance(line, dict) else line for line in rubric]
        fields = {**fields, "rubric": named}
    assignment = check(AssignmentContent, fields, file, raw.line_of, report)
    if assignment is None:
        return None
    files.check_text(assignment.prompt, file, raw.line_of(("prompt",)), lines=False)
    return BlockKind.ASSIGNMENT, assignment


def _read_poll(raw: RawBlock, fields: dict[str, Any], file: str, files: NamedFiles, report: Report) -> Found:
    poll = check(PollContent, with_poll_ids(fields), file, raw.line_of, report)
    if poll is None:
        return None
    for text in (poll.question, *(choice.text for choice in poll.choices)):
        files.check_text(text, file, raw.line, lines=False)
    return BlockKind.POLL, poll


def with_poll_ids(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a poll, whose choices have ids; a choice may be written as its text alone."""
    choices = fields.get("choices")
    if not isinstance(choices, list):
        return fields
    whole = [{"text": choice} if isinstance(choice, str) else choice for choice in choices]
    named = [{"id": str(uuid4()), **choice} if isinstance(choice, dict) else choice for choice in whole]
    return {**fields, "choices": named}
