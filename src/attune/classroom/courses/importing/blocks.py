"""From a block as written to one that can be stored: its header checked, its files and links found."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from attune.classroom.courses.content import (
    ChoiceQuestion,
    Content,
    EmbedContent,
    FileContent,
    MarkdownContent,
    QuizContent,
    ShortTextQuestion,
    VideoContent,
)
from attune.classroom.courses.files import CAPTIONS, PICTURES, VIDEOS
from attune.classroom.courses.importing.checking import check
from attune.classroom.courses.importing.drafts import BlockDraft
from attune.classroom.courses.importing.format import (
    BlockHeader,
    EmbedHeader,
    FileHeader,
    QuizHeader,
    TextHeader,
    VideoHeader,
)
from attune.classroom.courses.importing.lesson_text import RawBlock
from attune.classroom.courses.importing.naming import NamedFiles
from attune.classroom.courses.importing.problems import Report, shown
from attune.classroom.courses.models import BlockKind

MOST_CHOICES = 50
LONGEST_ACCEPTED = 500  # characters; an answer may have as many

Fields = dict[str, Any]
Found = tuple[BlockKind, Content] | None


@dataclass(frozen=True, slots=True)
class BlockReader:
    """Reads the blocks of one lesson file."""

    file: str
    files: NamedFiles
    report: Report

    def read(self, raw: RawBlock) -> BlockDraft | None:
        """The block; None, and its problems in the report, when something is wrong with it."""
        common = {key: value for key, value in raw.header.value.items() if key in BlockHeader.model_fields}
        special = {key: value for key, value in raw.header.value.items() if key not in common}
        header = check(BlockHeader, common, self.file, raw.line_of, self.report)
        readers: Mapping[str, Callable[[RawBlock, Fields], Found]] = {
            "text": self._text,
            "video": self._video,
            "file": self._file,
            "embed": self._embed,
            "quiz": self._quiz,
        }
        found = readers[raw.kind](raw, special)
        for help_text in (*raw.hints, *([raw.example] if raw.example else [])):
            self.files.check_text(help_text.text, self.file, help_text.line, lines=True)
        if header is None or found is None:
            return None
        if header.hint is not None:
            self.files.check_text(header.hint, self.file, raw.line_of(("hint",)), lines=False)
        hints = (*([header.hint] if header.hint else []), *(hint.text for hint in raw.hints))
        return BlockDraft(found[0], header.title, hints, raw.example.text if raw.example else None, found[1])

    def _text(self, raw: RawBlock, fields: Fields) -> Found:
        known = check(TextHeader, fields, self.file, raw.line_of, self.report)
        if not raw.text.text:
            self.report.add(self.file, raw.line, "the text block is empty", "Write into it, or take it out.")
        self.files.check_text(raw.text.text, self.file, raw.text.line, lines=True)
        return None if known is None else (BlockKind.MARKDOWN, MarkdownContent(text=raw.text.text))

    def _video(self, raw: RawBlock, fields: Fields) -> Found:
        video = check(VideoHeader, fields, self.file, raw.line_of, self.report)
        if video is None:
            return None
        named = {
            "file": self.files.name(video.file, self.file, raw.line_of(("file",)), VIDEOS),
            "captions": self.files.name(video.captions, self.file, raw.line_of(("captions",)), CAPTIONS),
        }
        if video.poster is not None:
            named["poster"] = self.files.name(video.poster, self.file, raw.line_of(("poster",)), PICTURES)
        return BlockKind.VIDEO, VideoContent(duration_seconds=video.duration_seconds, **named)

    def _file(self, raw: RawBlock, fields: Fields) -> Found:
        described = check(FileHeader, fields, self.file, raw.line_of, self.report)
        if described is None:
            return None
        name = self.files.name(described.file, self.file, raw.line_of(("file",)))
        path = self.files.named.get(name)
        return None if path is None else (BlockKind.FILE, FileContent(file=name, bytes=path.stat().st_size))

    def _embed(self, raw: RawBlock, fields: Fields) -> Found:
        # 'title' is read as every block's own; here it is also the name of what is embedded
        fields = {**fields, **{key: raw.header.value[key] for key in ("title",) if key in raw.header.value}}
        embed = check(EmbedHeader, fields, self.file, raw.line_of, self.report)
        return None if embed is None else (BlockKind.EMBED, EmbedContent(url=embed.url, title=embed.title))

    def _quiz(self, raw: RawBlock, fields: Fields) -> Found:
        self._refuse_ids(raw, fields)
        quiz = check(QuizHeader, _with_ids(fields), self.file, raw.line_of, self.report)
        if quiz is None:
            return None
        self._check_answerable(raw, quiz)
        for path, text in _texts_of(quiz):
            self.files.check_text(text, self.file, raw.line_of(path), lines=False)
        return BlockKind.QUIZ, QuizContent.model_validate(quiz.model_dump())

    def _refuse_ids(self, raw: RawBlock, fields: Fields) -> None:
        for path, entry in _entries(fields):
            if "id" in entry:
                self.report.add(self.file, raw.line_of((*path, "id")), "'id' is not known here", "Take it out.")

    def _check_answerable(self, raw: RawBlock, quiz: QuizHeader) -> None:
        """What nobody could answer: more choices, or longer words, than an answer may hold."""
        for place, question in enumerate(quiz.questions):
            path: tuple[str | int, ...] = ("questions", place)
            if not question.prompt.strip():
                self.report.add(self.file, raw.line_of((*path, "prompt")), "'prompt' is empty", "Ask something.")
            if isinstance(question, ChoiceQuestion) and len(question.choices) > MOST_CHOICES:
                remedy = f"Give at most {MOST_CHOICES}."
                self.report.add(self.file, raw.line_of((*path, "choices")), "there are too many choices", remedy)
            if isinstance(question, ShortTextQuestion):
                for number, text in enumerate(question.accepted):
                    if not _is_visible(text) or len(text) > LONGEST_ACCEPTED:
                        at = raw.line_of((*path, "accepted", number))
                        what = f"'{shown(text)}' can be nobody's answer"
                        self.report.add(self.file, at, what, f"Give 1 to {LONGEST_ACCEPTED} characters.")


def _is_visible(text: str) -> bool:
    """Whether anything of a text can be seen: an accepted answer of invisible characters would be an empty one."""
    return any(not char.isspace() and unicodedata.category(char) not in {"Cf", "Cc"} for char in text)


def _entries(fields: Fields) -> Iterator[tuple[tuple[str | int, ...], Fields]]:
    """Every question and choice that is a mapping, with its path."""
    questions = fields.get("questions")
    for place, question in enumerate(questions if isinstance(questions, list) else []):
        if not isinstance(question, dict):
            continue
        yield ("questions", place), question
        choices = question.get("choices")
        for number, choice in enumerate(choices if isinstance(choices, list) else []):
            if isinstance(choice, dict):
                yield ("questions", place, "choices", number), choice


def _with_ids(fields: Fields) -> Fields:
    """Give every question and choice an id of its own; what is none of them stays for the check to find."""
    questions = fields.get("questions")
    if not isinstance(questions, list):
        return fields
    return {**fields, "questions": [_question_with_ids(question) for question in questions]}


def _question_with_ids(question: object) -> object:
    if not isinstance(question, dict):
        return question
    choices = question.get("choices")
    if not isinstance(choices, list):
        return {**question, "id": str(uuid4())}
    named = [
        {"correct": False, **choice, "id": str(uuid4())} if isinstance(choice, dict) else choice for choice in choices
    ]
    return {**question, "id": str(uuid4()), "choices": named}


def _texts_of(quiz: QuizContent) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every Markdown text of a quiz with its path."""
    for place, question in enumerate(quiz.questions):
        path: tuple[str | int, ...] = ("questions", place)
        yield (*path, "prompt"), question.prompt
        if question.feedback:
            yield (*path, "feedback"), question.feedback
        for number, choice in enumerate(question.choices if isinstance(question, ChoiceQuestion) else []):
            yield (*path, "choices", number, "text"), choice.text
            if choice.feedback:
                yield (*path, "choices", number, "feedback"), choice.feedback
