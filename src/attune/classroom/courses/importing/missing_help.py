"""What would help students and is missing: notes of an import. A course can be imported without any of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal

from attune.classroom.courses.content.items import Item
from attune.classroom.courses.content.questions import (
    ChoiceQuestion,
    EasierQuestion,
    GapsQuestion,
    NumberQuestion,
    ShortTextQuestion,
)
from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.importing.drafts import BlockDraft
from attune.classroom.courses.importing.lesson_text import RawBlock
from attune.classroom.courses.importing.problems import Report, shown

_REMEDIES = {
    "hints": "Add 'hints: [...]' to each, from a nudge to the last step before the answer.",
    "easier": "Add 'easier: {...}' to each, a question of the same kind that asks less.",
    "skill": "Add 'skill: …' to each, what it practises; without it each quiz stands for a skill by itself.",
}
_WORDS = {"hints": "no hints", "easier": "no easier question", "skill": "no skill"}
_MARKS = re.compile(r"[*_`$\\{}]")  # of Markdown and formulas: they stand around an answer, not in it


def report_missing_help(file: str, raw: RawBlock, draft: BlockDraft, report: Report) -> None:
    """Note what a quiz lacks, and each hint that gives its answer away; other blocks need no help of their own."""
    quiz = draft.content
    if not isinstance(quiz, QuizContent):
        return
    for key, missing in _WORDS.items():
        numbers = [number for number, item in enumerate(quiz.questions, start=1) if not getattr(item, key)]
        if numbers:
            report.note(file, raw.line, f"{_questions(numbers)} {missing}", _REMEDIES[key])
    same = [number for number, item in enumerate(quiz.questions, start=1) if _is_no_easier(item)]
    if same:
        what = f"{_questions(same)} an easier question that asks the same"
        report.note(file, raw.line, what, "Ask less in it: smaller numbers, fewer steps, fewer choices.")
    if draft.example is None and not all(item.example for item in quiz.questions):
        report.note(file, raw.line, "the quiz has no worked example", "Write one below it: '::: example'.")
    if raw.header.value.get("prerequisite") is None:
        remedy = "Add 'prerequisite: lesson.md' or 'prerequisite: lesson.md#Title of a block'."
        report.note(file, raw.line, "the quiz does not say what it builds on", remedy)
    for number, rung in hints_with_answer(quiz.questions):
        what = f"hint {rung + 1} of question {number + 1} contains the answer"
        line = raw.line_of(("questions", number, "hints", rung))
        report.note(file, line, what, "Stop at the last step before the answer.")


def _is_no_easier(item: Item) -> bool:
    """Whether the easier question has the words of the item itself, and the same answers."""
    easier = item.easier
    return easier is not None and _plain(easier.prompt) == _plain(item.prompt) and _answers(easier) == _answers(item)


def hints_with_answer(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """The number of each item, from 0, with the number of each hint of it that contains an accepted answer."""
    for number, item in enumerate(items):
        answers = [_pattern(answer) for answer in _answers(item)]
        for rung, hint in enumerate(item.hints):
            if any(answer.search(_plain(hint)) for answer in answers):
                yield number, rung


def _answers(item: Item | EasierQuestion) -> list[str]:
    """What is accepted, as it would be written."""
    if isinstance(item, ChoiceQuestion):
        return [choice.text for choice in item.choices if choice.correct]
    if isinstance(item, NumberQuestion):
        written = f"{Decimal(repr(item.answer)).normalize():f}"
        return [written, written.replace(".", ",")]
    if isinstance(item, ShortTextQuestion):
        return item.accepted
    return [text for gap in item.gaps for text in gap.accepted] if isinstance(item, GapsQuestion) else []


def _pattern(answer: str) -> re.Pattern[str]:
    """Finds an answer as words of its own: 14 is neither in 140 nor in 3.14."""
    plain = _plain(answer)
    return re.compile(rf"(?<![\w])(?<!\d[.,]){re.escape(plain)}(?!\w|[.,]\d)")


def _plain(text: str) -> str:
    bare = _MARKS.sub("", unicodedata.normalize("NFC", text).casefold())
    return " ".join(bare.split())


def _questions(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"question {shown(numbers[0])} has"
    return f"questions {', '.join(map(str, numbers[:-1]))} and {numbers[-1]} have"
