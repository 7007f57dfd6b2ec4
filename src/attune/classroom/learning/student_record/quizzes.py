"""What became of every quiz, for practice as well as for a grade: attempts, and which questions went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from attune.classroom.courses.models import Block, BlockKind
from attune.classroom.learning.lesson_status import LessonStatus
from attune.classroom.learning.models import QuizAttempt
from attune.classroom.learning.student_record.reading import Records
from attune.classroom.learning.student_record.schemas import RecordAttempt, RecordQuiz, WrongQuestion
from attune.classroom.platform.markdown import first_words

LONGEST_PROMPT = 160  # characters: enough to know a question again


def show_quizzes(records: Records, status: LessonStatus) -> list[RecordQuiz]:
    """The quizzes of a lesson that the student has tried."""
    quizzes = [block for block in status.blocks if block.kind is BlockKind.QUIZ]
    return [_quiz(status, block, tried) for block in quizzes if (tried := records.attempts.get(block.id))]


def is_wrong(mark: Mapping[str, Any]) -> bool:
    """Whether a question has points and not all of them; one that waits for a tutor is neither right nor wrong."""
    points = mark["points"] if "points" in mark else float(mark["correct"])
    return points is not None and points < mark.get("possible", 1.0)


def _quiz(status: LessonStatus, block: Block, attempts: Sequence[QuizAttempt]) -> RecordQuiz:
    return RecordQuiz(
        block_id=block.id,
        lesson_id=status.lesson.id,
        title=block.title or status.lesson.title,
        lesson_title=status.lesson.title,
        graded=bool(block.content.get("graded")),
        best=max(attempt.score for attempt in attempts),
        last=attempts[-1].score,
        attempts=[
            RecordAttempt(
                id=attempt.id,
                number=number,
                submitted_at=attempt.submitted_at,
                score=attempt.score,
                passed=attempt.passed,
                state=attempt.state,
                automatic=attempt.automatic,
                wrong=[at for at, mark in enumerate(attempt.marks, start=1) if is_wrong(mark)],
            )
            for number, attempt in enumerate(attempts, start=1)
        ],
        went_wrong=_went_wrong(block, attempts),
    )


def _went_wrong(block: Block, attempts: Sequence[QuizAttempt]) -> list[WrongQuestion]:
    """The questions that went wrong at least once, most often first; those of today before those no longer asked."""
    marks = [mark for attempt in attempts for mark in attempt.marks]
    asked = Counter(mark["question_id"] for mark in marks)
    wrong = Counter(mark["question_id"] for mark in marks if is_wrong(mark))
    now = {question["id"]: (at, question) for at, question in enumerate(block.content["questions"], start=1)}
    found = []
    for question_id, count in wrong.items():
        number, question = now.get(question_id, (None, None))
        prompt = first_words(question["prompt"], LONGEST_PROMPT) if question is not None else None
        found.append(WrongQuestion(number=number, prompt=prompt, wrong=count, asked=asked[question_id]))
    return sorted(found, key=lambda each: (each.number is None, -each.wrong, each.number or 0))
