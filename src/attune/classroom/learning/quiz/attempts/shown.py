"""An attempt as its student sees it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.models import Block
from attune.classroom.learning.gradebook.hidden import results_at
from attune.classroom.learning.models import QuizAttempt, WorkState
from attune.classroom.learning.quiz.questions import attempts_left, shows_marks
from attune.classroom.learning.quiz.schemas import AttemptOut, QuestionMark
from attune.classroom.platform.markdown import LinkTargets, to_html


def show_mark(mark: Mapping[str, Any], targets: LinkTargets) -> QuestionMark:
    """A stored mark as it goes out. Those stored before questions had points were all of one point."""
    correct = mark["correct"]
    points = mark["points"] if "points" in mark else float(correct)
    return QuestionMark(
        question_id=mark["question_id"],
        correct=correct,
        points=points,
        max_points=mark.get("possible", 1.0),
        state=WorkState.NEEDS_GRADING if points is None else WorkState.GRADED,
        feedback_html=to_html(mark["feedback"], targets) if mark["feedback"] else None,
        comment_html=to_html(mark["comment"], targets) if mark.get("comment") else None,
    )


def result_at(session: Session, block: Block, quiz: QuizContent, now: datetime) -> datetime | None:
    """When students see how they did at a quiz whose grades are hidden by now; None: they see it. Practice always."""
    return results_at(session, [block.id], now).get(block.id) if quiz.graded else None


def show_attempt(
    attempt: QuizAttempt, quiz: QuizContent, used: int, targets: LinkTargets, hidden: datetime | None, now: datetime
) -> AttemptOut:
    """The result of a submission. used: how many attempts are used up.  hidden: until when its grade is hidden."""
    shown = hidden is None and shows_marks(quiz, used, now)
    return AttemptOut(
        id=attempt.id,
        score=attempt.score if hidden is None else None,
        passed=attempt.passed if hidden is None else None,
        state=attempt.state if hidden is None else WorkState.NEEDS_GRADING,
        questions=[show_mark(mark, targets) for mark in attempt.marks] if shown else [],
        marks_shown=shown,
        automatic=attempt.automatic,
        late=is_late(attempt, quiz),
        attempts_left=attempts_left(quiz, used),
        submitted_at=attempt.submitted_at,
        result_at=hidden,
    )


def is_late(attempt: QuizAttempt, quiz: QuizContent) -> bool:
    """Whether an attempt came within the grace after the quiz had closed."""
    return quiz.available_until is not None and attempt.submitted_at > quiz.available_until
