"""From a fence of a lesson file to a block as it is written, with its ids: what the file gives, else new ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID, uuid4

from pydantic import Field, StringConstraints

from attune.classroom.courses.authoring.lessons.body_schemas import BodyBlock, BodyPrerequisite
from attune.classroom.courses.content.blocks import Content
from attune.classroom.courses.content.kinds import CONTENTS, files_in, texts_in
from attune.classroom.courses.files import CAPTIONS, PICTURES, RECORDINGS, VIDEOS
from attune.classroom.courses.importing.checking import check
from attune.classroom.courses.importing.lesson_text import TEXTUAL, RawBlock
from attune.classroom.courses.importing.media_blocks import with_poll_ids
from attune.classroom.courses.importing.naming import NamedFiles
from attune.classroom.courses.importing.problems import Report
from attune.classroom.courses.models import BlockKind

Fields = dict[str, Any]
_ALLOWED = {
    (BlockKind.IMAGE, "file"): PICTURES,
    (BlockKind.VIDEO, "file"): VIDEOS,
    (BlockKind.AUDIO, "file"): RECORDINGS,
    (BlockKind.VIDEO, "captions"): CAPTIONS,
    (BlockKind.VIDEO, "poster"): PICTURES,
}
_WITH_IDS = ("questions", "choices", "pairs", "items", "rubric")  # lists whose mappings have an id each
HelpText = Annotated[str, StringConstraints(max_length=200_000)]


class PackedHeader(Content):
    """What the header of any block may hold beside what its kind needs. content_title: of a page of another site."""

    id: UUID | None = None
    title: Annotated[str, StringConstraints(max_length=200)] | None = None
    hint: HelpText | None = None
    hints: Annotated[list[HelpText], Field(max_length=50)] | None = None
    example_text: HelpText | None = None
    easier_text: HelpText | None = None
    challenge_text: HelpText | None = None
    prerequisite: BodyPrerequisite | str | None = None


@dataclass(frozen=True, slots=True)
class PackedBlocks:
    """Reads the blocks of one lesson file; of one that is unfinished only the shape."""

    file: str
    files: NamedFiles
    report: Report
    unfinished: bool

    def read(self, raw: RawBlock) -> BodyBlock | None:
        """The block; None, and its problems in the report, where something is wrong with it."""
        given: Fields = raw.header.value
        common = {key: value for key, value in given.items() if key in PackedHeader.model_fields}
        header = check(PackedHeader, common, self.file, raw.line_of, self.report)
        kind = BlockKind.MARKDOWN if raw.kind == "text" else BlockKind(raw.kind)
        content = self._content(raw, kind, {key: each for key, each in given.items() if key not in common})
        if header is None or content is None:
            return None
        before = [header.hint] if header.hint else []
        below = {name: text.text for name, text in raw.below.items()}
        block = BodyBlock(
            id=header.id or uuid4(),
            kind=kind,
            title=header.title,
            hints=[*before, *(header.hints or ()), *(hint.text for hint in raw.hints)],
            example=below.get("example", header.example_text),
            easier=below.get("easier", header.easier_text),
            challenge=below.get("challenge", header.challenge_text),
            prerequisite=header.prerequisite if isinstance(header.prerequisite, BodyPrerequisite) else None,
            content=content,
        )
        if not self.unfinished:
            self._check_names(raw, block)
        return block

    def _content(self, raw: RawBlock, kind: BlockKind, fields: Fields) -> Fields | None:
        if "content_title" in fields:
            fields["title"] = fields.pop("content_title")
        elif kind is BlockKind.EMBED and "title" in raw.header.value:
            fields["title"] = raw.header.value["title"]
        if raw.kind in TEXTUAL and "text" not in fields:
            fields["text"] = raw.text.text
        if kind is BlockKind.CALLOUT:
            fields = {"tone": "note", **fields}
        fields = with_poll_ids(fields) if kind is BlockKind.POLL else _with_ids(fields)
        if self.unfinished:
            return fields
        if kind is BlockKind.FILE and isinstance(fields.get("file"), str):
            path = self.files.folder.files.get(fields["file"])
            fields["bytes"] = path.stat().st_size if path is not None else 0
        content = check(CONTENTS[kind], fields, self.file, raw.line_of, self.report)
        if content is not None and kind is BlockKind.MARKDOWN and not fields["text"].strip():
            self.report.add(self.file, raw.line, "the text block is empty", "Write into it, or take it out.")
        return content.model_dump(mode="json") if content is not None else None

    def _check_names(self, raw: RawBlock, block: BodyBlock) -> None:
        for field, name in files_in(block.kind, block.content):
            self.files.name(name, self.file, raw.line_of((field,)), _ALLOWED.get((block.kind, field)))
        below = raw.text.text and block.content.get("text") == raw.text.text
        if below and block.kind is not BlockKind.CODE:
            self.files.check_text(raw.text.text, self.file, raw.text.line, lines=True)
        else:
            for text in texts_in(block.content):
                self.files.check_text(text, self.file, raw.line, lines=False)
        for help_text in raw.help_texts():
            self.files.check_text(help_text.text, self.file, help_text.line, lines=True)


def _with_ids(fields: Mapping[str, Any]) -> Fields:
    """The fields, in which every question, choice and other part has an id; a choice is wrong unless it says so."""
    found: Fields = {}
    for key, value in fields.items():
        if key in _WITH_IDS and isinstance(value, list):
            found[key] = [_part(key, each) if isinstance(each, dict) else each for each in value]
        elif key == "easier" and isinstance(value, dict):
            found[key] = _part(key, value)
        else:
            found[key] = value
    return found


def _part(key: str, value: Fields) -> Fields:
    plain = {"correct": False} if key == "choices" else {}
    return {"id": str(uuid4()), **plain, **_with_ids(value)}
