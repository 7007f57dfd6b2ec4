"""Answers of an author who tries a quiz out: graded as a student's would be, and stored nowhere."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.courses.authoring.access import own_lesson
from attune.classroom.courses.authoring.lessons.drafts import read_draft
from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.media import authored_links
from attune.classroom.courses.models import BlockKind, Course
from attune.classroom.learning.models import WorkState
from attune.classroom.learning.preview.finished import finished_part
from attune.classroom.learning.preview.schemas import PreviewAnswersIn, PreviewResult
from attune.classroom.learning.quiz.grading import Mark, mark_quiz
from attune.classroom.learning.quiz.schemas import QuestionMark
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.markdown import LinkTargets, to_html
from attune.classroom.platform.permissions import Actor


def check_answers(
    session: Session, actor: Actor, lesson_id: UUID, block_id: UUID, given: PreviewAnswersIn
) -> PreviewResult:
    """Grade answers to a quiz as it stands in the draft of its lesson.

    Raises:
        NotFound: the lesson is not the actor's, or its draft has no quiz of this id with a finished question.
        QuizChanged: an answer is to a question, or is a choice, that is not there.
        AnswersUnreadable: a number cannot be read, or can be read in several ways.
        InvalidInput: an answer is of the wrong sort.
    """
    lesson = own_lesson(session, actor, lesson_id)
    language = session.get_one(Course, lesson.course_id).language
    marked = mark_quiz(_find_quiz(session, actor, lesson_id, block_id), given.answers, reveal=True, language=language)
    targets = authored_links(session, lesson.course_id).targets
    questions = [_show(mark, targets) for mark in marked.marks]
    return PreviewResult(score=marked.score, passed=marked.passed, questions=questions)


def _find_quiz(session: Session, actor: Actor, lesson_id: UUID, block_id: UUID) -> QuizContent:
    blocks = read_draft(session, actor, lesson_id).body.blocks
    found = next((block for block in blocks if block.id == block_id and block.kind is BlockKind.QUIZ), None)
    content = finished_part(found.kind, found.content) if found is not None else None
    if content is not None:
        return QuizContent.model_validate(content)
    raise NotFound(f"The draft has no quiz {block_id} with a finished question.", block_id=str(block_id))


def _show(mark: Mark, targets: LinkTargets) -> QuestionMark:
    return QuestionMark(
        question_id=mark.question_id,
        correct=mark.correct,
        points=mark.points,
        max_points=mark.possible,
        state=WorkState.NEEDS_GRADING if mark.points is None else WorkState.GRADED,
        feedback_html=to_html(mark.feedback, targets) if mark.feedback else None,
        comment_html=None,
    )
