"""From a block as written to one that can be stored: its header checked, its files and links found."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from attune.classroom.courses.content.blocks import Content, EmbedContent, FileContent, MarkdownContent, VideoContent
from attune.classroom.courses.content.questions import (
    ChoiceQuestion,
    Gap,
    GapsQuestion,
    LongTextQuestion,
    MatchingQuestion,
    OrderingQuestion,
    Question,
    ShortTextQuestion,
)
from attune.classroom.courses.content.quiz import QuizContent
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
from attune.classroom.courses.importing.media_blocks import read_media_block
from attune.classroom.courses.importing.missing_help import report_missing_help
from attune.classroom.courses.importing.naming import NamedFiles
from attune.classroom.courses.importing.problems import Report, shown
from attune.classroom.courses.models import BlockKind

MOST_CHOICES = 50
LONGEST_ACCEPTED = 500  # characters; an answer may have as many

_NUMBERED = ("choices", "pairs", "items")  # what of a question gets an id from the importer

Fields = dict[str, Any]
Path = tuple[str | int, ...]
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
        found = readers.get(raw.kind, self._media)(raw, special)
        for help_text in raw.help_texts():
            self.files.check_text(help_text.text, self.file, help_text.line, lines=True)
        if header is None or found is None:
            return None
        if header.hint is not None:
            self.files.check_text(header.hint, self.file, raw.line_of(("hint",)), lines=False)
        hints = (*([header.hint] if header.hint else []), *(hint.text for hint in raw.hints))
        below = {kind: text.text for kind, text in raw.below.items()}
        draft = BlockDraft(
            kind=found[0],
            title=header.title,
            hints=hints,
            example=below.get("example"),
            easier=below.get("easier"),
            challenge=below.get("challenge"),
            content=found[1],
        )
        report_missing_help(self.file, raw, draft, self.report)
        return draft

    def _text(self, raw: RawBlock, fields: Fields) -> Found:
        known = check(TextHeader, fields, self.file, raw.line_of, self.report)
        if not raw.text.text:
            self.report.add(self.file, raw.line, "the text block is empty", "Write into it, or take it out.")
        self.files.check_text(raw.text.text, self.file, raw.text.line, lines=True)
        return None if known is None else (BlockKind.MARKDOWN, MarkdownContent(text=raw.text.text))

    def _media(self, raw: RawBlock, fields: Fields) -> Found:
        return read_media_block(raw, fields, self.file, self.files, self.report)

    def _video(self, raw: RawBlock, fields: Fields) -> Found:
        video = check(VideoHeader, fields, self.file, raw.line_of, self.report)
        if video is None:
            return None
        named = {}
        for field, allowed in (("file", VIDEOS), ("captions", CAPTIONS), ("poster", PICTURES)):
            name = getattr(video, field)
            if name is not None:
                named[field] = self.files.name(name, self.file, raw.line_of((field,)), allowed)
        if video.captions is None and video.transcript is None:
            remedy = "Add 'captions: file.vtt' or 'transcript: …', for who cannot hear it."
            self.report.note(self.file, raw.line, "the video has neither captions nor a transcript", remedy)
        return BlockKind.VIDEO, VideoContent.model_validate(video.model_dump() | named)

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
        for path, question in _questions_of(quiz):
            if not question.prompt.strip():
                self.report.add(self.file, raw.line_of((*path, "prompt")), "'prompt' is empty", "Ask something.")
            if isinstance(question, ChoiceQuestion) and len(question.choices) > MOST_CHOICES:
                remedy = f"Give at most {MOST_CHOICES}."
                self.report.add(self.file, raw.line_of((*path, "choices")), "there are too many choices", remedy)
            for place, text in _accepted_of(question):
                if not _is_visible(text) or len(text) > LONGEST_ACCEPTED:
                    what = f"'{shown(text)}' can be nobody's answer"
                    remedy = f"Give 1 to {LONGEST_ACCEPTED} characters."
                    self.report.add(self.file, raw.line_of((*path, *place)), what, remedy)
            self._check_gaps(raw, path, question)

    def _check_gaps(self, raw: RawBlock, path: Path, question: Question) -> None:
        """A gap with choices of which none is right can be filled by nobody."""
        for number, gap in enumerate(question.gaps if isinstance(question, GapsQuestion) else []):
            if gap.choices is not None and not _has_right_choice(gap):
                what = f"none of the choices of the gap '{gap.id}' is accepted"
                remedy = "Write what is accepted as one of 'choices' has it."
                self.report.add(self.file, raw.line_of((*path, "gaps", number)), what, remedy)


def _is_visible(text: str) -> bool:
    """Whether anything of a text can be seen: an accepted answer of invisible characters would be an empty one."""
    return any(not char.isspace() and unicodedata.category(char) not in {"Cf", "Cc"} for char in text)


def _accepted_of(question: Question) -> Iterator[tuple[Path, str]]:
    """Every text that is accepted as an answer, with its path in the question."""
    if isinstance(question, ShortTextQuestion):
        for number, text in enumerate(question.accepted):
            yield ("accepted", number), text
    for place, gap in enumerate(question.gaps if isinstance(question, GapsQuestion) else []):
        for number, text in enumerate(gap.accepted):
            yield ("gaps", place, "accepted", number), text


def _has_right_choice(gap: Gap) -> bool:
    return bool(set(gap.choices or ()) & set(gap.accepted))


def _entries(fields: Fields) -> Iterator[tuple[Path, Fields]]:
    """Every question, easier question and choice that is a mapping, with its path."""
    questions = fields.get("questions")
    for number, question in enumerate(questions if isinstance(questions, list) else []):
        if isinstance(question, dict):
            yield from _question_entries(("questions", number), question)


def _question_entries(path: Path, question: Fields) -> Iterator[tuple[Path, Fields]]:
    yield path, question
    for name in _NUMBERED:
        entries = question.get(name)
        for number, entry in enumerate(entries if isinstance(entries, list) else []):
            if isinstance(entry, dict):
                yield (*path, name, number), entry
    if isinstance(question.get("easier"), dict) and path[-1] != "easier":
        yield from _question_entries((*path, "easier"), question["easier"])


def _with_ids(fields: Fields) -> Fields:
    """Give every question and choice an id of its own; what is none of them stays for the check to find."""
    questions = fields.get("questions")
    if not isinstance(questions, list):
        return fields
    return {**fields, "questions": [_question_with_ids(question) for question in questions]}


def _question_with_ids(question: object) -> object:
    if not isinstance(question, dict):
        return question
    named = {**question, "id": str(uuid4())}
    for name in _NUMBERED:
        if isinstance(question.get(name), list):
            named[name] = [_with_id(entry, name) for entry in question[name]]
    if isinstance(question.get("easier"), dict):
        named["easier"] = _question_with_ids(question["easier"])
    return named


def _with_id(entry: object, name: str) -> object:
    wrong = {"correct": False} if name == "choices" else {}  # what an author does not mark is wrong
    return {**wrong, **entry, "id": str(uuid4())} if isinstance(entry, dict) else entry


def _questions_of(quiz: QuizContent) -> Iterator[tuple[Path, Question]]:
    """Every item of a quiz and every easier question, with its path."""
    for number, item in enumerate(quiz.questions):
        yield ("questions", number), item
        if item.easier is not None:
            yield ("questions", number, "easier"), item.easier


def _texts_of(quiz: QuizContent) -> Iterator[tuple[Path, str]]:
    """Every Markdown text of a quiz with its path."""
    for path, question in _questions_of(quiz):
        yield (*path, "prompt"), question.prompt
        if question.feedback:
            yield (*path, "feedback"), question.feedback
        for number, choice in enumerate(question.choices if isinstance(question, ChoiceQuestion) else []):
            yield (*path, "choices", number, "text"), choice.text
            if choice.feedback:
                yield (*path, "choices", number, "feedback"), choice.feedback
        yield from _more_texts_of(path, question)
    for number, item in enumerate(quiz.questions):
        for rung, hint in enumerate(item.hints):
            yield ("questions", number, "hints", rung), hint
        if item.example:
            yield ("questions", number, "example"), item.example


def _more_texts_of(path: Path, question: Question) -> Iterator[tuple[Path, str]]:
    """The Markdown texts that only some kinds of questions have."""
    if isinstance(question, MatchingQuestion):
        for number, pair in enumerate(question.pairs):
            yield (*path, "pairs", number, "left"), pair.left
            yield (*path, "pairs", number, "right"), pair.right
        for number, text in enumerate(question.distractors):
            yield (*path, "distractors", number), text
    if isinstance(question, OrderingQuestion):
        for number, item in enumerate(question.items):
            yield (*path, "items", number, "text"), item.text
    if isinstance(question, GapsQuestion):
        yield (*path, "text"), question.text
    if isinstance(question, LongTextQuestion) and question.rubric:
        yield (*path, "rubric"), question.rubric
