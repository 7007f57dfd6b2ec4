"""What of a quiz that is being written can be shown already: one question that is not finished hides no other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from attune.classroom.courses.content.kinds import CONTENTS
from attune.classroom.courses.models import BlockKind


def finished_part(kind: BlockKind, content: Mapping[str, Any]) -> dict[str, Any] | None:
    """A block's content with every default; of a quiz, the questions that are finished and the rules that hold.

    Returns:
        None where there is nothing to show yet.
    """
    try:
        return CONTENTS[kind].model_validate(content).model_dump(mode="json")
    except ValidationError as error:
        rest = _without_faults(content, error.errors(include_url=False)) if kind is BlockKind.QUIZ else None
    return finished_part(kind, rest) if rest is not None else None


def _without_faults(content: Mapping[str, Any], faults: list[ErrorDetails]) -> dict[str, Any] | None:
    """A quiz without the questions and rules in which faults lie; None where that is all of it."""
    if any(not fault["loc"] for fault in faults):  # rules that do not fit each other: pools, review, dates
        kept = {name: value for name, value in content.items() if name in {"graded", "pass_score", "questions"}}
        return kept if kept != content else None
    unfinished = {fault["loc"][1] for fault in faults if fault["loc"][0] == "questions" and len(fault["loc"]) > 1}
    wrong = {fault["loc"][0] for fault in faults} - {"questions"}
    questions = [each for index, each in enumerate(content.get("questions") or []) if index not in unfinished]
    if not questions:
        return None
    return {name: value for name, value in content.items() if name not in wrong} | {"questions": questions}
