"""One piece of work: read with everything that is needed to grade it, and graded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.access import find_block
from attune.classroom.courses.content.assignment import AssignmentContent
from attune.classroom.courses.content.questions import TutorGraded
from attune.classroom.courses.media import published_links
from attune.classroom.courses.models import Block, Course, Lesson
from attune.classroom.courses.people.models import CourseGroup
from attune.classroom.learning.assignments.dates import points_of
from attune.classroom.learning.assignments.models import HandIn, HandInState
from attune.classroom.learning.assignments.owners import names_of_owners, owners_of
from attune.classroom.learning.assignments.schemas import AnnotationOut
from attune.classroom.learning.assignments.shown import show_assignment
from attune.classroom.learning.assignments.versions import assignment_at
from attune.classroom.learning.gradebook.grades import set_quiz_grade, set_raw
from attune.classroom.learning.grading.errors import GradeGiven, PointsMissing, SupersededWork
from attune.classroom.learning.grading.queue import neighbours
from attune.classroom.learning.grading.schemas import (
    GradedAnswer,
    GradeIn,
    NextState,
    WorkKind,
    WorkStatus,
    WorkToGrade,
)
from attune.classroom.learning.grading.taking_back import take_back
from attune.classroom.learning.lesson_status import read_lesson_status
from attune.classroom.learning.models import QuizAttempt, WorkState
from attune.classroom.learning.progress import begin_lesson, complete_if_done
from attune.classroom.learning.quiz.grading import score_of
from attune.classroom.learning.quiz.questions import show_items
from attune.classroom.learning.quiz.versions import quiz_at
from attune.classroom.learning.uploads.models import WorkFile
from attune.classroom.learning.uploads.service import files_by_id, show_file
from attune.classroom.platform.errors import InvalidInput, NotFound
from attune.classroom.platform.permissions import Actor

_STATUS = {
    HandInState.HANDED_IN: WorkStatus.WAITING,
    HandInState.GRADED: WorkStatus.GRADED,
    HandInState.RETURNED: WorkStatus.RETURNED,
}


def read_work(session: Session, actor: Actor, work_id: UUID) -> WorkToGrade:
    """The piece of work with this id, if the actor grades its course.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    work, block, lesson = _find(session, actor, work_id)
    course, student = session.get_one(Course, lesson.course_id), session.get_one(User, work.user_id)
    at = work.at if isinstance(work, HandIn) else work.submitted_at
    group = _group_of(session, work)
    before, after, position, total = neighbours(session, actor, work.id, at)
    common: dict[str, Any] = {
        "id": work.id,
        "course_id": course.id,
        "course_title": course.title,
        "language": course.language,
        "lesson_id": lesson.id,
        "block_id": block.id,
        "item_title": block.title or lesson.title,
        "student_id": student.id,
        "student_name": student.name,
        "group_name": group.name if group is not None else None,
        "member_names": names_of_owners(session, work) if isinstance(work, HandIn) and group is not None else [],
        "at": at,
        "comment": work.comment,
        "previous_id": before,
        "next_id": after,
        "position": position,
        "total": total,
    }
    special = _hand_in(session, work, block, lesson) if isinstance(work, HandIn) else _attempt(session, work, block)
    return WorkToGrade(**common, **special)


def grade_work(session: Session, actor: Actor, work_id: UUID, grade: GradeIn, now: datetime) -> WorkToGrade:
    """Write points and comments; the student sees them once the state is `graded` or `returned`.

    Raises:
        NotFound: it is no work that the actor grades.
        SupersededWork: there is a newer version.
        GradeGiven: the state is `draft`, and the student has a grade or the work back; or it is `waiting`, and the work
            was not just given or returned by the actor.
        PointsMissing: points are missing, and the state is another than `draft`.
        InvalidInput: more points than there are, a line or question that is not there, a comment outside the text.
    """
    work, block, lesson = _find(session, actor, work_id)
    if isinstance(work, HandIn) and work.group_id is not None:
        session.get(CourseGroup, work.group_id, with_for_update=True)  # as whoever of the group hands in
    begin_lesson(session, work.user_id, lesson, now)  # its lock: what is handed in now comes before or after
    session.refresh(work)
    if grade.state is NextState.DRAFT and work.state not in {HandInState.HANDED_IN, WorkState.NEEDS_GRADING}:
        raise GradeGiven("This has been given to the student, so there is no draft of it; grade or return it instead.")
    if grade.state is NextState.WAITING:
        take_back(session, actor, work, lesson, now)
        grade = grade.model_copy(update={"state": NextState.DRAFT})
    if isinstance(work, HandIn):
        _grade_hand_in(session, actor, work, block, lesson, grade, now)
    else:
        _grade_attempt(session, actor, work, block, lesson, grade, now)
    session.flush()
    return read_work(session, actor, work_id)


def _find(session: Session, actor: Actor, work_id: UUID) -> tuple[HandIn | QuizAttempt, Block, Lesson]:
    work: HandIn | QuizAttempt | None = session.get(HandIn, work_id) or session.get(QuizAttempt, work_id)
    if work is None:
        raise NotFound(f"There is no work {work_id} to grade.", work_id=str(work_id))
    block, lesson = find_block(session, actor, work.block_id)
    return work, block, lesson


def _hand_in(session: Session, work: HandIn, block: Block, lesson: Lesson) -> dict[str, Any]:
    content = assignment_at(session, work)
    files = files_by_id(session, work.file_ids)
    targets = published_links(session, lesson).targets
    return {
        "kind": WorkKind.ASSIGNMENT,
        "late": work.late,
        "penalty": work.penalty,
        "number": work.number,
        "state": _STATUS[work.state],
        "max_points": content.points,
        "points": work.points,
        "assignment": show_assignment(block, lesson, content, targets),
        "text": work.text,
        "files": [show_file(files[file_id]) for file_id in work.file_ids if file_id in files],
        "rubric": work.rubric,
        "annotations": [AnnotationOut(**each) for each in work.annotations],
        "answers": [],
    }


def _attempt(session: Session, work: QuizAttempt, block: Block) -> dict[str, Any]:
    lesson = session.get_one(Lesson, block.lesson_id)
    quiz = quiz_at(session, block, lesson, work.lesson_version)
    targets = published_links(session, lesson, work.lesson_version).targets
    items = {str(item.id): item for item in quiz.questions}
    shown = {str(each.id): each for each in show_items(quiz, "", targets, with_help=False)}
    files = files_by_id(session, _file_answers(work))
    earlier = session.scalar(
        select(func.count()).where(
            QuizAttempt.user_id == work.user_id,
            QuizAttempt.block_id == work.block_id,
            QuizAttempt.submitted_at < work.submitted_at,
        )
    )
    answers = [
        GradedAnswer(
            question=shown[mark["question_id"]],
            answer=work.answers.get(mark["question_id"]),
            files=_files_of(work.answers.get(mark["question_id"]), files),
            by_tutor=isinstance(items[mark["question_id"]], TutorGraded),
            **_written(mark, work.state),
        )
        for mark in work.marks
        if mark["question_id"] in shown
    ]
    return {
        "kind": WorkKind.QUIZ,
        "late": False,
        "penalty": 0.0,
        "number": (earlier or 0) + 1,
        "state": WorkStatus.WAITING if work.state is WorkState.NEEDS_GRADING else WorkStatus.GRADED,
        "max_points": sum(mark.get("possible", 1.0) for mark in work.marks),
        "points": None if work.state is WorkState.NEEDS_GRADING else _earned(work),
        "assignment": None,
        "text": "",
        "files": [],
        "rubric": {},
        "annotations": [],
        "answers": answers,
    }


def _written(mark: Mapping[str, Any], state: WorkState) -> dict[str, Any]:
    """The points and comment of a mark; of one that waits also those that are kept for tutors alone."""
    kept = mark.get("draft", {}) if state is WorkState.NEEDS_GRADING else {}
    return {
        "points": kept.get("points", _points_of(mark)),
        "max_points": mark.get("possible", 1.0),
        "comment": kept.get("comment", mark.get("comment")),
    }


def _earned(work: QuizAttempt) -> float:
    return round(sum(_points_of(mark) or 0.0 for mark in work.marks), 6)


def _points_of(mark: Mapping[str, Any]) -> float | None:
    """The points that count: those that a tutor gave, or the server; never those of a draft."""
    return mark["points"] if "points" in mark else float(mark["correct"])


def _file_answers(work: QuizAttempt) -> list[str]:
    return [each for answer in work.answers.values() if isinstance(answer, list) for each in answer]


def _files_of(answer: object, files: Mapping[str, WorkFile]) -> list[Any]:
    return [show_file(files[each]) for each in answer if each in files] if isinstance(answer, list) else []


def _grade_hand_in(
    session: Session, actor: Actor, work: HandIn, block: Block, lesson: Lesson, grade: GradeIn, now: datetime
) -> None:
    if not work.current:
        raise SupersededWork("The student has handed in again; grade the newer version.", number=work.number)
    content = assignment_at(session, work)
    points = _points(content, grade)
    if points is None and grade.state is not NextState.DRAFT:
        raise PointsMissing("Give points, or points for every line of the rubric, before you hand it back.")
    length = len(work.text.encode("utf-16-le")) // 2
    if any(each.end > length for each in grade.annotations):
        raise InvalidInput.at("annotations", "a comment reaches over the end of the text")
    work.points, work.comment = points, grade.comment
    work.rubric = {str(line): given for line, given in grade.rubric.items()}
    work.annotations = [each.model_dump() for each in grade.annotations]
    if grade.state is NextState.DRAFT:
        return
    work.state = HandInState.GRADED if grade.state is NextState.GRADED else HandInState.RETURNED
    work.graded_by, work.graded_at = actor.id, now
    for user_id in owners_of(session, work):
        set_raw(
            session,
            block_id=block.id,
            user_id=user_id,
            course_id=lesson.course_id,
            points=points_of(work),
            most=content.points,
            now=now,
            by=actor,
        )
        # what had been returned, and is accepted after all, may be the last thing to do in a lesson
        complete_if_done(read_lesson_status(session, user_id, lesson, now), now)


def _group_of(session: Session, work: HandIn | QuizAttempt) -> CourseGroup | None:
    """The group that handed it in together."""
    if not isinstance(work, HandIn) or work.group_id is None:
        return None
    return session.get(CourseGroup, work.group_id)


def _points(content: AssignmentContent, grade: GradeIn) -> float | None:
    """The points of an assignment: as given, else of the rubric once every line has some."""
    lines = {line.id: line.points for line in content.rubric}
    for line_id, given in grade.rubric.items():
        if line_id not in lines or given > lines[line_id]:
            raise InvalidInput.at(f"rubric.{line_id}", "is no line of the rubric, or more than it gives")
    if grade.points is not None:
        if grade.points > content.points:
            raise InvalidInput.at("points", f"there are {content.points:g} at most")
        return grade.points
    return sum(grade.rubric.values()) if lines and grade.rubric.keys() == lines.keys() else None


def _grade_attempt(
    session: Session, actor: Actor, work: QuizAttempt, block: Block, lesson: Lesson, grade: GradeIn, now: datetime
) -> None:
    quiz = quiz_at(session, block, lesson, work.lesson_version)
    by_tutor = {str(item.id) for item in quiz.questions if isinstance(item, TutorGraded)}
    given = {str(question_id): each for question_id, each in grade.questions.items()}
    marks = []
    for mark in work.marks:
        answer = given.pop(mark["question_id"], None) if mark["question_id"] in by_tutor else None
        marks.append(mark if answer is None else _marked(mark, answer.points, answer.comment, grade.state))
    if given:
        raise InvalidInput.at(f"questions.{min(given)}", "is no question of this attempt that a tutor grades")
    work.marks, work.comment = marks, grade.comment
    if grade.state is NextState.DRAFT:
        return
    if any(_points_of(mark) is None for mark in marks):
        raise PointsMissing("Give points to every answer that waits before you hand it back.")
    work.marks = [{key: value for key, value in mark.items() if key != "draft"} for mark in marks]
    work.state, work.graded_by, work.graded_at = WorkState.GRADED, actor.id, now
    work.score = score_of((_points_of(mark), mark.get("possible", 1.0)) for mark in marks)
    work.passed = work.score >= quiz.pass_score
    session.flush()
    set_quiz_grade(
        session,
        block_id=block.id,
        user_id=work.user_id,
        course_id=lesson.course_id,
        now=now,
        by=actor,
    )
    complete_if_done(read_lesson_status(session, work.user_id, lesson, now), now)


def _marked(mark: Mapping[str, Any], points: float | None, comment: str | None, state: NextState) -> dict[str, Any]:
    """A mark with a tutor's points and comment; as a draft they stay beside what the student sees."""
    possible = mark.get("possible", 1.0)
    if points is not None and points > possible:
        raise InvalidInput.at(f"questions.{mark['question_id']}.points", f"there are {possible:g} at most")
    seen = {key: value for key, value in mark.items() if key != "draft"}
    if state is NextState.DRAFT:
        return {**seen, "draft": {"points": points, "comment": comment}}
    given = _points_of(mark) if points is None else points
    correct = None if given is None else given == possible
    return {**seen, "points": given, "possible": possible, "correct": correct, "comment": comment}
